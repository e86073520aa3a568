#include "roles/worker/issue_deletion.h"

#include "base/deadline.h"
#include "ports/issues.h"
#include "roles/worker/limits.h"

namespace picket::worker {
namespace {

/// How many were erased.
Result<std::size_t> erase_some(ports::MetaDb& meta) {
  {
    // Looked for without the writer: mostly there is nothing to do.
    const auto tx = meta.begin_read();
    if (!tx) return unexpected(tx.error());
    const auto hidden = (*tx)->issues().in_deletion(1);
    if (!hidden) return unexpected(hidden.error());
    if (hidden->empty()) return 0;
  }
  const auto tx = meta.begin_write(Deadline::in(kWriterWait));
  if (!tx) return unexpected(tx.error());
  const auto hidden = (*tx)->issues().in_deletion(kIssuesErasedAtOnce);
  if (!hidden) return unexpected(hidden.error());
  for (const IssueId issue : *hidden) {
    if (auto erased = (*tx)->issues().erase(issue); !erased) return unexpected(erased.error());
  }
  if (const auto committed = (*tx)->commit(); !committed) return unexpected(committed.error());
  return hidden->size();
}

}  // namespace

Result<void> erase_deleted_issues(ports::MetaDb& meta, const engine::StopSignal& stop) {
  while (!stop.requested()) {
    const auto erased = erase_some(meta);
    if (!erased) return unexpected(erased.error());
    if (*erased == 0) break;
  }
  return {};
}

}  // namespace picket::worker
