// What the events of a project showed for the first time: the first event itself, environments and
// platforms. Noted once each, in the transaction that decides over the event, so that lists of
// projects need not ask the event store.
#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "domain/event/row.h"
#include "ports/projects.h"
#include "protocol/ids.h"

namespace picket::consumer {

/// Remembers what is noted already; forgetting only costs a statement. One thread.
class Sightings {
 public:
  /// Projects and words remembered; then all is forgotten. Some MiB at most.
  static constexpr std::size_t kMaxKnown = 20'000;

  Result<void> note(const std::vector<domain::EventRow>& rows, ports::ProjectRepository& projects);
  /// The transaction of the last note() is durable.
  void committed();

 private:
  struct Seen {
    std::set<std::string, std::less<>> environments;
    std::set<std::string, std::less<>> platforms;
  };
  using ByProject = std::unordered_map<ProjectId, Seen>;

  bool knows(const domain::EventRow& row) const;
  Result<void> write(ports::ProjectRepository& projects);

  ByProject known_;
  std::size_t known_size_ = 0;
  ByProject pending_;
  std::unordered_map<ProjectId, Timestamp> first_events_;  ///< Of projects not in `known_`.
};

}  // namespace picket::consumer
