import type { Call, Machine } from "../machine.ts";
import { marks, type Value } from "../value.ts";
import { answer, calls, named, reads, type Table } from "./define.ts";

function fact(machine: Machine, name: string, api: string): Value {
  return machine.unknown(machine.source("src.host", { api, names: [name] }));
}

const says = (name: string) => (call: Call) => answer(call, fact(call.machine, name, call.name));

/** The home folder is where things lie, and only a fact about the host when it is told to somebody. */
function home(machine: Machine, api: string): Value {
  return machine.text(marks.home, machine.source("src.host", { api, names: ["home"] }));
}

export const os: Table = [
  ...calls({
    "node:os.hostname global.Deno.hostname pkg:os-hostname": says("hostname"),
    "node:os.networkInterfaces global.Deno.networkInterfaces": says("network"),
    "node:os.{release,version,machine,type} global.Deno.osRelease": says("uname"),
    "node:os.{platform,arch,endianness,availableParallelism,uptime,loadavg,freemem,totalmem,cpus,getPriority,setPriority}":
      ({ machine }) => machine.unknown(),
    "node:os.homedir": ({ machine, name }) => home(machine, name),
    "pkg:{os-homedir,homedir,user-home,home-dir,get-homedir} pkg:home-or-tmp": ({
      machine,
      name,
    }) => home(machine, name),
    "node:os.tmpdir pkg:{os-tmpdir,temp-dir} pkg:tempy.{directory,file,temporaryDirectory,temporaryFile} pkg:tmp.{dirSync,fileSync,tmpNameSync}":
      ({ machine }) => machine.text(marks.temp),
    "node:os.userInfo": ({ machine, name }) => {
      const user = fact(machine, "username", name);
      return machine.object({
        username: user,
        homedir: machine.text(marks.home, user.taint),
        shell: machine.unknown(),
        uid: user,
        gid: user,
      });
    },
    "pkg:{username,fullname,getos,os-name,macaddress,getmac,address,ip,my-local-ip,internal-ip,default-gateway} pkg:username.{username,usernameSync,sync} pkg:macaddress.{all,one,networkInterfaces} pkg:ip.address pkg:address.{ip,ipv6,mac} pkg:internal-ip.{internalIpV4,internalIpV4Sync,v4}":
      says("network"),
    "pkg:node-machine-id.{machineId,machineIdSync} pkg:machine-uuid pkg:node-machine-id":
      says("machine-id"),
    "pkg:{public-ip,external-ip,what-is-my-ip,ext-ip} pkg:public-ip.{publicIp,publicIpv4,publicIpv6,v4,v6}":
      (call) => {
        call.machine.use("network.out", "*");
        return says("public-ip")(call);
      },
    "pkg:systeminformation.*": says("systeminfo"),
    "pkg:untildify pkg:expand-tilde pkg:resolve-tilde": ({ machine, args }) => {
      const text = machine.textOf(args[0]);
      return text === null
        ? machine.unknown()
        : machine.text(text.replace(/^~(?=\/|$)/, marks.home));
    },
    "pkg:env-paths": ({ machine }) =>
      machine.object({
        data: machine.text(`${marks.home}/.local/share/${marks.unknown}`),
        config: machine.text(`${marks.home}/.config/${marks.unknown}`),
        cache: machine.text(`${marks.home}/.cache/${marks.unknown}`),
        log: machine.text(`${marks.home}/.local/state/${marks.unknown}`),
        temp: machine.text(marks.temp),
      }),
  }),
  ...reads({
    "node:os.EOL": (machine) => machine.text("\n"),
    "node:os.devNull": (machine) => machine.text("/dev/null"),
    "pkg:xdg-basedir.{config,xdgConfig}": (machine) => machine.text(`${marks.home}/.config`),
    "pkg:xdg-basedir.{data,xdgData}": (machine) => machine.text(`${marks.home}/.local/share`),
    "pkg:xdg-basedir.{cache,xdgCache}": (machine) => machine.text(`${marks.home}/.cache`),
  }),
  ...named("pkg:user-home.default pkg:temp-dir.default", {
    read: (machine) => machine.text(marks.home),
  }),
];
