/** A VM as the ground of attacks: root's marks on it. */
import type { Engine } from "../../../components/endpoint/execute";
import { diskAt, type Ground, type Marks } from "../../engine/support/attacks/ground";
import type { Machine } from "./machine";

/** A port that nothing else of a VM has. */
const port = 38917;

/** The VM of a stack, with its ordinary engine. */
export function groundOf(vm: Machine, engine: Engine): Ground {
  return { engine, mark: (token) => marksOn(vm, token) };
}

async function marksOn(vm: Machine, token: string): Promise<Marks> {
  const folder = (await vm.run("sudo mktemp -d /tmp/attacked-XXXXXX")).trim();
  const asRoot = (script: string) => vm.run(`sudo sh -euc '${script}'`);
  await asRoot(`cd ${folder} && printf %s ${token} >mark && mkdir site && printf %s ${token} >site/index.html`);
  const disk = await asRoot(
    `truncate -s 1M ${folder}/disk && printf %s ${token} | dd of=${folder}/disk conv=notrunc status=none && losetup --show --find ${folder}/disk`,
  );
  // The shell stays, for its words to be seen.
  await vm.run(`sudo systemd-run --quiet --unit attacked-process sh -c "sleep 3600; :" ${token}`);
  const server = `python3 -m http.server --bind 127.0.0.1 --directory ${folder}/site ${String(port)}`;
  await vm.run(`sudo systemd-run --quiet --unit attacked-server ${server}`);
  return {
    folder,
    has: async (file) => (await vm.run(`sudo test -e ${folder}/${file} && echo there || true`)).trim() === "there",
    port,
    disk: diskAt(disk),
    remove: async () => {
      await vm.run("sudo systemctl stop attacked-process attacked-server");
      await vm.run(`sudo losetup --detach ${disk.trim()} && sudo rm -r ${folder}`);
    },
  };
}
