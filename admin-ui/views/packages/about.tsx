import type { PackageCard } from "../../../src/overview/package-card.ts";
import { Moment } from "../../parts/moment.tsx";
import { OutsideLink } from "../../parts/outside-link.tsx";
import { sizeOf } from "../../parts/size.ts";
import { visibleText } from "../../parts/visible-text.ts";

export interface AboutProps {
  readonly card: PackageCard;
  readonly version: string;
}

const maxPeople = 12;

/** What its publisher says of it, none of which anybody has checked. */
export function About({ card, version }: AboutProps) {
  const { license, author, homepage, repository, bugs, keywords, maintainers, versions } = card;
  const row = versions.find((one) => one.version === version);
  const people = maintainers.slice(0, maxPeople).map(visibleText).join(", ");
  return (
    <div class="card about">
      <dl>
        <Fact title="Published">
          {row?.publishedAt == null ? null : <Moment at={row.publishedAt} />}
        </Fact>
        <Fact title="Publisher">{row?.publisher == null ? null : visibleText(row.publisher)}</Fact>
        <Fact title="Unpacked size">{row?.size == null ? null : sizeOf(row.size)}</Fact>
        <Fact title="Versions">{versions.length.toLocaleString("en")}</Fact>
        <Fact title="Licence">{license === null ? null : visibleText(license)}</Fact>
        <Fact title="Author">{author === null ? null : visibleText(author)}</Fact>
        <Fact title="Maintainers">
          {people === ""
            ? null
            : maintainers.length > maxPeople
              ? `${people} and ${maintainers.length - maxPeople} more`
              : people}
        </Fact>
        <Fact title="Homepage">{homepage === null ? null : <Address text={homepage} />}</Fact>
        <Fact title="Repository">{repository === null ? null : <Address text={repository} />}</Fact>
        <Fact title="Issues">{bugs === null ? null : <Address text={bugs} />}</Fact>
      </dl>
      {keywords.length === 0 ? null : (
        <>
          <h2 class="aside-title">Keywords</h2>
          <ul class="keywords">
            {[...new Set(keywords)].map((keyword) => (
              <li key={keyword}>{visibleText(keyword)}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

interface FactProps {
  readonly title: string;
  readonly children: preact.ComponentChildren;
}

function Fact({ title, children }: FactProps) {
  if (children === null) return null;
  return (
    <div>
      <dt>{title}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}

function Address({ text }: { readonly text: string }) {
  const plain = text
    .replace(/^git\+/, "")
    .replace(/\.git$/, "")
    // What npm takes without a host is on GitHub.
    .replace(/^(?:github:)?([\w.-]+\/[\w.-]+)$/, "https://github.com/$1");
  return <OutsideLink href={plain}>{visibleText(plain)}</OutsideLink>;
}
