// Part of the issues of meta_db: issues that became one, and what left one again. Event rows are
// never rewritten: hash overrides say where they belong. Errors and threads: see ports/meta_db.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/issue/merge.h"
#include "domain/issue/record.h"
#include "protocol/ids.h"

namespace picket::ports {

/// An issue that left another and whose former events the other still counts.
struct OpenSplit {
  IssueId target;
  IssueId source;
  ProjectId project;

  friend bool operator==(const OpenSplit&, const OpenSplit&) = default;
};

/// How an open split ends.
struct SettledSplit {
  IssueId target;
  domain::SplitShare share{};
  std::optional<domain::IssueFacts> latest{};  ///< Of its newest event, if that could be read.
  std::string first_release{};                 ///< Of its oldest event.
};

class IssueMerges {
 public:
  virtual ~IssueMerges() = default;
  /// Gives the parent what the plan says, and the children's hashes (with the events that they led
  /// to), stories, marks and environments; whose mark or environment both have, has the parent's.
  /// The children are gone, and their ids and short ids lead to the parent. The version of hashes
  /// grows. not_found / "no_such_issue" also for one that is hidden; conflict / "split_is_open"
  /// when one of them left another a moment ago.
  virtual Result<void> merge(const domain::IssueMerge& merge) = 0;
  /// Where an issue that was merged away leads.
  virtual Result<std::optional<IssueId>> merged_into(IssueId former) = 0;
  virtual Result<std::optional<IssueId>> number_merged_into(ProjectId project,
                                                            std::int64_t short_number) = 0;

  /// From now on these hashes of `source`, with the events that they led to, lead to `target`, a
  /// new issue of the same project. The version of hashes grows. The source keeps its counts until
  /// the split is settled. invalid_argument / "not_its_hash" changes nothing; conflict /
  /// "split_is_open" when the source left another a moment ago.
  virtual Result<void> split(IssueId source, IssueId target, std::span<const HashId> hashes) = 0;
  /// Oldest first.
  virtual Result<std::vector<OpenSplit>> open_splits(std::size_t limit) = 0;
  /// Moves the counts. Nothing when there is no such split any more.
  virtual Result<void> settle_split(const SettledSplit& split) = 0;
};

}  // namespace picket::ports
