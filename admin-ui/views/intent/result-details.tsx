import { Copyable } from "../../parts/copy.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { Fact, type Found } from "./fact.tsx";

/** Digest, signature, and how to get it. */
export function ResultDetails({ result }: { readonly result: Found }) {
  const { id, version, digest, signature, tools, compatibility, packageName, source, trust } =
    result;
  const hex = digest.replace(/^sha256:/, "");
  const address = `${location.origin}/-/intent`;
  return (
    <details class="found-details">
      <summary>Bundle, signature, how to get it</summary>
      <dl class="facts">
        <Fact title="Id">
          <code>{visibleText(id)}</code>
        </Fact>
        <Fact title="Bundle">
          <code>{visibleText(digest)}</code>
        </Fact>
        <Fact title="Signature">{signatureOf(signature)}</Fact>
        <Fact title="Ruled">
          {trust.policy_status}, by {visibleText(trust.policy_source)}
        </Fact>
        {tools.length === 0 ? null : <Fact title="Tools">{visibleText(tools.join(", "))}</Fact>}
        {compatibility.installed === null ? null : (
          <Fact title="To what one has">
            {compatibility.status.replaceAll("_", " ")}
            {compatibility.reason === null ? "" : `: ${visibleText(compatibility.reason)}`}
          </Fact>
        )}
        {source.id === "local" ? null : <Fact title="Found in">{visibleText(source.id)}</Fact>}
      </dl>
      {source.id === "local" ? (
        <>
          {packageName === null ? null : (
            <Copyable
              text={`npm install ${packageName}@${version} --registry ${location.origin}/`}
              label="install with npm"
            />
          )}
          <Copyable
            text={`n3 pack add ${id}@${version} --registry ${address}`}
            label="add with n3"
          />
          <Copyable
            text={`curl -O '${address}/bundle/${hex}.n3pack.zip'`}
            label="fetch the bundle"
          />
        </>
      ) : null}
    </details>
  );
}

function signatureOf({
  status,
  algorithm,
  signer_id: signer,
  verified_by: by,
}: Found["signature"]) {
  const parts = [
    status,
    algorithm === null ? "" : visibleText(algorithm),
    signer === null ? "" : `signed by ${visibleText(signer)}`,
    by.length === 0 ? "" : `verified with ${visibleText(by.join(", "))}`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}
