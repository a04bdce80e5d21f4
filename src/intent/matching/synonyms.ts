import { stemmer } from "stemmer";

/**
 * Words that people use for one another when they ask for a capability, a group a line. They widen a
 * search and weigh less than the word itself.
 */
const groups = `
send deliver dispatch transmit
email mail inbox
message chat notification notify
fetch download retrieve pull
upload push
get read load
search find lookup query discover
summarize summary summarise digest condense tldr
translate translation localize localise
write draft compose author generate create
edit modify change update rewrite
fix repair debug troubleshoot
review inspect audit check examine critique
test verify validate
deploy release ship publish rollout
build compile bundle
monitor watch observe track
schedule plan calendar
remind reminder alert
analyze analyse analysis analytics
research investigate study
code program software source
bug defect issue ticket
repository repo git
commit changelog changes
database db sql postgres
table spreadsheet excel csv
file document doc
folder directory
picture image photo
draw paint illustrate
audio sound speech voice
video film movie clip
pdf document
web website site page browser
scrape crawl extract
api endpoint service
server host backend
container docker
cluster kubernetes k8s
cloud aws azure gcp
log logs trace
metric metrics measure
chart graph plot visualize visualise
report reporting
invoice bill billing
payment pay checkout
money finance financial accounting
customer client user
support helpdesk assist
sales crm lead
marketing campaign seo
social twitter post
legal contract law
medical health clinical
recruit hiring candidate resume
travel trip flight hotel
weather forecast
map location geo
math calculate calculator compute
convert conversion transform
parse parser
format formatter lint
password secret credential
encrypt encryption cipher
security secure vulnerability
authenticate authentication login
delete remove erase
copy duplicate clone
move transfer
compress zip archive
backup restore
sort order rank
filter select
compare diff
merge combine join
classify categorize categorise label
learn train teach tutor
question ask answer
explain describe
rewrite paraphrase rephrase
proofread grammar spelling
blog article post
news headline
agent assistant bot
workflow pipeline automation automate
shell terminal command
package dependency library
upgrade migrate migration
performance speed optimize optimise
documentation docs readme
meeting minutes transcript transcribe
`;

/** By word and by stem, so that other forms of a word have the same ones. */
const synonyms = new Map<string, Set<string>>();
for (const line of groups.trim().split("\n")) {
  const words = line.split(" ");
  for (const word of words) {
    for (const key of new Set([word, stemmer(word)])) {
      const others = synonyms.get(key) ?? new Set<string>();
      synonyms.set(key, others);
      for (const other of words) if (other !== word) others.add(other);
    }
  }
}

export function synonymsOf(word: string): ReadonlySet<string> {
  return synonyms.get(word) ?? none;
}

const none: ReadonlySet<string> = new Set();
