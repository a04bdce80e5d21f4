import type { Destination } from "../atoms.ts";
import type { Call } from "../machine.ts";
import type { Value } from "../value.ts";
import { answer, calls, memberOf, named, type Table } from "./define.ts";
import { purposesOf } from "./message-purpose.ts";
import { allSecrets, listsSecrets } from "./secret-stores.ts";

const here: Destination = { class: "local", host: null, isPlainHttp: false };

function connect({ machine }: Call): Value {
  machine.use("network.out", "");
  return machine.instance("ContainerEngine");
}

/** What an engine or a cluster is told to start; what it is asked for may be the secrets of all. */
function ask(call: Call): Value {
  const { machine, self, name, args } = call;
  if (listsSecrets(memberOf(name))) return answer(call, machine.unknown(allSecrets(machine, name)));
  const body = machine.array(args.filter((arg) => !machine.isFunction(arg)));
  const purposes = purposesOf(machine, body);
  if (purposes.length > 0) {
    machine.sink("snk.net", { api: name, destination: here, names: purposes }, { body });
  }
  return answer(call, self);
}

export const cluster: Table = [
  ...calls({
    "pkg:dockerode pkg:docker-modem pkg:node-docker-api.Docker pkg:dockerode.default pkg:@kubernetes/client-node.KubeConfig pkg:kubernetes-client.Client1_13 pkg:godaddy-kubernetes-client.Client":
      connect,
  }),
  ...named("instance:ContainerEngine.*", { call: ask }),
];
