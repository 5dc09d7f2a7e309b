import java.io.File;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Prints what SnakeYAML reads from each file of a folder, one line of JSON a file. A scalar is its kind and its text: "int 007". */
public class Read {
    /** As JCasC's own constructor: numbers and truths keep their text. */
    static class Texts extends SafeConstructor {
        Texts() {
            super(new LoaderOptions());
            for (Tag tag : Arrays.asList(Tag.STR, Tag.BOOL, Tag.INT, Tag.FLOAT, Tag.NULL, Tag.TIMESTAMP)) {
                yamlConstructors.put(tag, new AbstractConstruct() {
                    @Override
                    public Object construct(Node node) {
                        String kind = tag.getValue().substring(Tag.PREFIX.length());
                        return kind.equals("null") ? kind : kind + " " + ((ScalarNode) node).getValue();
                    }
                });
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        File[] files = new File(arguments[0]).listFiles();
        Arrays.sort(files);
        for (File file : files) {
            String text = new String(Files.readAllBytes(file.toPath()), "UTF-8");
            try {
                System.out.println(json(new Yaml(new Texts()).load(new StringReader(text))));
            } catch (Exception problem) {
                System.out.println(json("refused: " + problem.getMessage().split("\n")[0]));
            }
        }
    }

    static String json(Object value) {
        if (value instanceof Map) {
            List<String> parts = new ArrayList<>();
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                // JCasC goes by the text of a key, whatever its kind.
                parts.add(json(String.valueOf(entry.getKey()).replaceFirst("^\\w+ ", "")) + ":" + json(entry.getValue()));
            }
            return "{" + String.join(",", parts) + "}";
        }
        if (value instanceof List) {
            List<String> parts = new ArrayList<>();
            for (Object part : (List<?>) value) parts.add(json(part));
            return "[" + String.join(",", parts) + "]";
        }
        StringBuilder text = new StringBuilder("\"");
        for (char one : String.valueOf(value).toCharArray()) {
            if (one == '"' || one == '\\') text.append('\\').append(one);
            else if (one < 32 || one > 126) text.append(String.format("\\u%04x", (int) one));
            else text.append(one);
        }
        return text.append('"').toString();
    }
}
