// The columns of a release and how they become one.
#pragma once

#include <string>
#include <utility>

#include "adapters/meta_sql/optional_time.h"
#include "ports/releases.h"

namespace picket::adapters::meta {

/// Of `releases r`, in the order that release_row() takes them.
#define PICKET_RELEASE_COLUMNS                                                           \
  "r.id, r.org_id, r.version, r.added, r.released, r.started, r.archived, r.announced, " \
  "r.owner, r.ref, r.url, r.user_agent"

using ReleaseColumns = List<Int, Int, Text, Int, Int, Int, Int, Int, Int, Text, Text, Text>;

inline ports::Release release_row(Int id, Int org, std::string& version, Int added, Int released,
                                  Int started, Int archived, Int announced, Int owner,
                                  std::string& ref, std::string& url, std::string& user_agent) {
  return {id,
          OrgId{org},
          std::move(version),
          from_unix_us(added),
          never_or_time(released),
          never_or_time(started),
          archived != 0,
          announced != 0,
          UserId{owner},
          std::move(ref),
          std::move(url),
          std::move(user_agent)};
}

}  // namespace picket::adapters::meta
