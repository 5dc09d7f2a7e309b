import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;

/** Prints for each URL whether Java would reach it directly, by the selector that it has and the options it was started with. */
class Proxied {
    public static void main(String[] urls) {
        for (String url : urls)
            System.out.println(ProxySelector.getDefault().select(URI.create(url)).get(0).equals(Proxy.NO_PROXY) ? "direct" : "proxy");
    }
}
