import { useState } from "preact/hooks";
import type { Channel } from "../../channel/channel.ts";
import { attempt, useChannel } from "../../channel/use-channel.ts";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { sizeOf } from "../../parts/size.ts";
import { Notice } from "../../parts/states.tsx";
import { WorkButton } from "../../parts/work-button.tsx";

interface Care {
  readonly title: string;
  readonly about: string;
  readonly button: string;
  /** What it would do, for whoever decides; null when it cannot tell before. */
  readonly preview: ((channel: Channel) => Promise<string>) | null;
  readonly act: (channel: Channel) => Promise<string>;
}

interface Removed {
  readonly tarballs: number;
  readonly bytes: number;
  readonly inUse: number;
}

const removedOf = ({ tarballs, bytes, inUse }: Removed) =>
  `${tarballs.toLocaleString("en")} tarballs, ${sizeOf(bytes)}${inUse === 0 ? "" : `; ${inUse} are in use and stay`}`;

const cares: readonly Care[] = [
  {
    title: "Make room",
    about: "The longest unused tarballs go until the cache is within its limit.",
    button: "Make room…",
    preview: async (channel) => removedOf(await channel.ask("pruneCache", { dry_run: true })),
    act: async (channel) => removedOf(await channel.ask("pruneCache", {})),
  },
  {
    title: "Remove what nothing here needs",
    about: "Copies stay that something published here needs, directly or by way of others.",
    button: "Remove…",
    preview: async (channel) => cleanedOf(await channel.ask("cleanUp", { dry_run: true })),
    act: async (channel) => cleanedOf(await channel.ask("cleanUp", {})),
  },
  {
    title: "Verify",
    about: "Every tarball is read and compared with its digest; damaged ones go.",
    button: "Verify",
    preview: null,
    async act(channel) {
      const { checked, removed } = await channel.ask("verifyCache");
      return `${checked.toLocaleString("en")} read, ${removed} were damaged and are removed`;
    },
  },
  {
    title: "Remove everything",
    about: "All copies go, with what was found in them. What is published here is not touched.",
    button: "Remove all…",
    preview: async (channel) => removedOf(await channel.ask("clearCache", { dry_run: true })),
    act: async (channel) => removedOf(await channel.ask("clearCache", {})),
  },
];

function cleanedOf({ deleted, kept }: { readonly deleted: number; readonly kept: number }): string {
  return `${deleted.toLocaleString("en")} packages, ${kept.toLocaleString("en")} stay`;
}

interface Asked {
  readonly care: Care;
  readonly preview: string;
}

/** What can be done about copies; each comes back when somebody asks for it. */
export function CacheCare({ onDone }: { readonly onDone: () => void }) {
  const channel = useChannel();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);

  const run = async (care: Care) => {
    const result = await care.act(channel);
    setSaid(`${care.title}: ${result}.`);
    onDone();
  };
  const begin = async (care: Care) => {
    setBusy(care.title);
    if (care.preview === null) await attempt(run(care), null);
    else {
      const preview = await attempt(care.preview(channel), null);
      if (preview !== null) setAsked({ care, preview });
    }
    setBusy(null);
  };

  return (
    <>
      <div class="cards care-cards">
        {cares.map((care) => (
          <section key={care.title} class="card care">
            <h3>{care.title}</h3>
            <p>{care.about}</p>
            <WorkButton isBusy={busy !== null} onClick={() => void begin(care)}>
              {busy === care.title ? "Looking" : care.button}
            </WorkButton>
          </section>
        ))}
      </div>
      <div role="status" class="care-said">
        {said === null ? null : (
          <Notice tone="good">
            <p>{said}</p>
          </Notice>
        )}
      </div>
      {asked === null ? null : (
        <ConfirmDialog
          title={`${asked.care.title}?`}
          text={`This would remove ${asked.preview}. What is asked for again is fetched and scanned anew.`}
          button="Remove"
          isBad
          done="Removed"
          act={() => run(asked.care)}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
