// The columns of an issue and how they become one.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "adapters/meta_sql/statement.h"
#include "domain/issue/record.h"
#include "domain/issue/transition.h"

namespace picket::adapters::meta {

/// Of `issues i JOIN issue_facts f`, in the order that issue_row() takes them.
#define PICKET_ISSUE_COLUMNS                                                                 \
  "i.id, i.project_id, i.short_number, i.status, i.substatus, i.priority, i.level, "         \
  "i.first_seen, i.last_seen, i.times_seen, i.first_release, f.type, f.platform, f.logger, " \
  "f.title, f.culprit, f.metadata, f.message, i.initial_priority, i.priority_locked, "       \
  "i.active, i.resolved, i.assigned_user, i.assigned_team, i.comments, i.share_id"

using IssueColumns = List<Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Text, Text, Text, Text,
                          Text, Text, Text, Text, Int, Int, Int, Int, Int, Int, Int, Text>;

/// Zero stands for no time.
inline std::optional<Timestamp> time_or_none(Int us) {
  if (us == 0) return std::nullopt;
  return from_unix_us(us);
}

/// Of `issues i`, in the order that state_row() takes them.
#define PICKET_STATE_COLUMNS                                                              \
  "i.status, i.resolved, i.substatus, i.since, i.first_seen, i.last_seen, i.times_seen, " \
  "i.hour, i.hour_events, i.priority, i.initial_priority, i.priority_locked"

using StateColumns = List<Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int>;

inline domain::IssueState state_row(Int status, Int resolved, Int substatus, Int since,
                                    Int first_seen, Int last_seen, Int times_seen, Int hour,
                                    Int hour_events, Int priority, Int initial_priority,
                                    Int priority_locked) {
  return {static_cast<domain::IssueStatus>(status),
          time_or_none(resolved),
          static_cast<domain::Substatus>(substatus),
          from_unix_us(since),
          from_unix_us(first_seen),
          from_unix_us(last_seen),
          times_seen,
          from_unix_us(hour),
          hour_events,
          static_cast<domain::Priority>(priority),
          static_cast<domain::Priority>(initial_priority),
          priority_locked != 0};
}

inline domain::Issue issue_row(Int id, Int project, Int short_number, Int status, Int substatus,
                               Int priority, Int level, Int first_seen, Int last_seen,
                               Int times_seen, std::string& first_release, std::string& type,
                               std::string& platform, std::string& logger, std::string& title,
                               std::string& culprit, std::string& metadata, std::string& message,
                               Int initial_priority, Int priority_locked, Int active, Int resolved,
                               Int assigned_user, Int assigned_team, Int comments,
                               std::string& share_id) {
  return {IssueId{id},
          ProjectId{project},
          short_number,
          static_cast<domain::IssueStatus>(status),
          static_cast<domain::Substatus>(substatus),
          static_cast<domain::Priority>(priority),
          {static_cast<domain::Level>(level), std::move(type), std::move(platform),
           std::move(logger), std::move(title), std::move(culprit), std::move(metadata),
           std::move(message), std::move(first_release)},
          from_unix_us(first_seen),
          from_unix_us(last_seen),
          times_seen,
          static_cast<domain::Priority>(initial_priority),
          time_or_none(priority_locked),
          from_unix_us(active),
          time_or_none(resolved),
          {UserId{assigned_user}, TeamId{assigned_team}},
          comments,
          std::move(share_id)};
}

}  // namespace picket::adapters::meta
