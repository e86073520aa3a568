#include "roles/worker/override_mirror.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/deadline.h"
#include "codec/zstd.h"
#include "domain/issue/facts.h"
#include "domain/issue/merge.h"
#include "ports/issues.h"
#include "protocol/json.h"
#include "roles/worker/limits.h"

namespace picket::worker {
namespace {

/// What the event store says about an open split.
struct SplitEvents {
  domain::StoredEvents source;
  domain::StoredEvents target;
  std::optional<domain::IssueFacts> latest;
  std::string first_release;
};

/// The whole event, of which only the blob store knows what else there is to say. Without it, what
/// the row says is enough.
domain::IssueFacts facts_of(ports::BlobStore& blobs, const domain::EventRow& row) {
  domain::IssueFacts facts;
  if (const auto frame = blobs.get(row.payload)) {
    if (const auto text = codec::zstd_decompress(*frame, kMaxEventBytes)) {
      const auto event = protocol::parse_json(*text);
      if (event && event->is_object()) facts = domain::issue_facts(event->get_object(), {});
    }
  }
  // Grouping has its say in these, and is not asked again.
  facts.level = row.level;
  facts.type = row.type;
  facts.platform = row.platform;
  facts.title = row.title;
  facts.culprit = row.culprit;
  if (facts.metadata_json.empty()) facts.metadata_json = "{}";
  if (facts.message.empty()) facts.message = row.message;
  return facts;
}

Result<SplitEvents> ask(const ports::Stores& stores, const ports::OpenSplit& split) {
  SplitEvents said;
  ports::EventFilter filter;
  filter.projects = {split.project};
  const std::vector<IssueId> both = {split.source, split.target};
  const auto counts = stores.events.count_by_issue(filter, both);
  if (!counts) return unexpected(counts.error());
  for (const ports::IssueCount& count : *counts) {
    (count.issue == split.source ? said.source : said.target) = {count.events, count.first_seen,
                                                                 count.last_seen};
  }
  filter.issues = {split.target};
  const auto newest = stores.events.find(filter, ports::EventOrder::newest_first, std::nullopt, 1);
  if (!newest) return unexpected(newest.error());
  const auto oldest = stores.events.find(filter, ports::EventOrder::oldest_first, std::nullopt, 1);
  if (!oldest) return unexpected(oldest.error());
  if (!newest->empty()) said.latest = facts_of(stores.blobs, newest->front());
  if (!oldest->empty()) said.first_release = oldest->front().release;
  return said;
}

Result<void> settle(ports::MetaDb& meta, const ports::OpenSplit& split, SplitEvents said) {
  const auto tx = meta.begin_write(Deadline::in(kWriterWait));
  if (!tx) return unexpected(tx.error());
  ports::IssueRepository& issues = (*tx)->issues();
  const auto source = issues.state_of(split.source);
  if (!source) return unexpected(source.error());
  const auto target = issues.state_of(split.target);
  if (!target) return unexpected(target.error());
  if (!*source || !*target) return {};  // Erased in between, and the split with it.
  const auto share = domain::share_of_split(**source, **target, said.source, said.target);
  const auto settled = issues.settle_split(
      {split.target, share, std::move(said.latest), std::move(said.first_release)});
  if (!settled) return settled;
  return (*tx)->commit();
}

}  // namespace

Result<void> OverrideMirror::look() {
  if (auto mirrored = mirror(); !mirrored) return mirrored;
  return settle_splits();
}

Result<void> OverrideMirror::mirror() {
  auto tx = stores_.meta.begin_read();
  if (!tx) return unexpected(tx.error());
  const auto version = (*tx)->issues().hash_version();
  if (!version) return unexpected(version.error());
  if (*version == version_) return {};
  const auto overrides = (*tx)->issues().overrides();
  if (!overrides) return unexpected(overrides.error());
  tx->reset();  // The event store may take long.
  if (auto set = stores_.events.set_overrides(*overrides); !set) return set;
  version_ = *version;
  telemetry_.mirrored(overrides->size());
  return {};
}

Result<void> OverrideMirror::settle_splits() {
  auto tx = stores_.meta.begin_read();
  if (!tx) return unexpected(tx.error());
  const auto splits = (*tx)->issues().open_splits(kSplitsAtOnce);
  if (!splits) return unexpected(splits.error());
  // What was split after the overrides were read waits for the next look.
  const auto version = (*tx)->issues().hash_version();
  if (!version) return unexpected(version.error());
  tx->reset();
  if (*version != version_) return {};
  for (const ports::OpenSplit& split : *splits) {
    auto said = ask(stores_, split);
    if (!said) return unexpected(said.error());
    if (auto settled = settle(stores_.meta, split, *std::move(said)); !settled) return settled;
    telemetry_.settled();
  }
  return {};
}

void OverrideMirror::run(engine::StopSignal& stop) {
  do {
    const auto looked = look();
    if (!looked && !failing_) telemetry_.failed(looked.error());
    failing_ = !looked;
  } while (stop.pause(kMirrorPeriod));
}

}  // namespace picket::worker
