#include "roles/worker/deletion.h"

#include <vector>

#include "base/deadline.h"
#include "ports/issues.h"
#include "ports/items.h"
#include "ports/projects.h"
#include "ports/releases.h"
#include "roles/worker/limits.h"

namespace picket::worker {
namespace {

/// Looked for without the writer: mostly there is nothing to do.
Result<std::vector<IssueId>> hidden_issues(ports::MetaDb& meta) {
  const auto tx = meta.begin_read();
  if (!tx) return unexpected(tx.error());
  return (*tx)->issues().in_deletion(kIssuesErasedAtOnce);
}

Result<std::vector<ProjectId>> deleted_projects(ports::MetaDb& meta) {
  const auto tx = meta.begin_read();
  if (!tx) return unexpected(tx.error());
  return (*tx)->projects().projects_in_deletion(1);
}

Result<void> erase_issues(ports::MetaDb& meta, const std::vector<IssueId>& issues) {
  const auto tx = meta.begin_write(Deadline::in(kWriterWait));
  if (!tx) return unexpected(tx.error());
  for (const IssueId issue : issues) {
    if (auto erased = (*tx)->issues().erase(issue); !erased) return erased;
  }
  return (*tx)->commit();
}

/// Events before what leads to them: a crash in between leaves something that is found again.
Result<void> erase_all_issues(const ports::Stores& stores, const engine::StopSignal& stop) {
  while (!stop.requested()) {
    const auto issues = hidden_issues(stores.meta);
    if (!issues) return unexpected(issues.error());
    if (issues->empty()) break;
    if (const auto removed = stores.events.remove_issues(*issues); !removed)
      return unexpected(removed.error());
    if (auto erased = erase_issues(stores.meta, *issues); !erased) return erased;
  }
  return {};
}

/// Some issues, hashes, items and releases; when none was left, the rest. True: the project is
/// done.
Result<bool> erase_some(ports::MetaDb& meta, ProjectId project) {
  const auto tx = meta.begin_write(Deadline::in(kWriterWait));
  if (!tx) return unexpected(tx.error());
  const auto erased = (*tx)->projects().erase_issues(project, kIssuesErasedAtOnce);
  if (!erased) return unexpected(erased.error());
  const auto items = (*tx)->items().erase(project, kItemsDroppedAtOnce);
  if (!items) return unexpected(items.error());
  const auto releases = (*tx)->releases().erase_project(project, kItemsDroppedAtOnce);
  if (!releases) return unexpected(releases.error());
  const bool done = *erased + *items + *releases == 0;
  if (done) {
    if (const auto finished = (*tx)->projects().finish_deletion(project); !finished)
      return unexpected(finished.error());
  }
  if (const auto committed = (*tx)->commit(); !committed) return unexpected(committed.error());
  return done;
}

}  // namespace

Result<void> erase_deleted(const ports::Stores& stores, const engine::StopSignal& stop) {
  if (auto erased = erase_all_issues(stores, stop); !erased) return erased;
  while (!stop.requested()) {
    const auto projects = deleted_projects(stores.meta);
    if (!projects) return unexpected(projects.error());
    if (projects->empty()) break;
    const ProjectId project = projects->front();
    if (const auto removed = stores.events.remove_project(project); !removed)
      return unexpected(removed.error());
    for (bool done = false; !done && !stop.requested();) {
      const auto some = erase_some(stores.meta, project);
      if (!some) return unexpected(some.error());
      done = *some;
    }
  }
  return {};
}

}  // namespace picket::worker
