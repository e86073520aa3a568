// Client keys as the API writes and reads them. Source: shared spec "api", section 4.8.
#pragma once

#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "base/clock.h"
#include "ports/project_keys.h"
#include "roles/api/audit_record.h"
#include "roles/api/body.h"
#include "roles/api/call.h"

namespace picket::api {

inline constexpr std::size_t kMaxKeyName = 64;

/// All of the project of the path.
Answer<std::vector<ports::ClientKey>> read_keys(const Call& call);
/// The one of the path, in that project: by its public key, or by the number that `key_id` of
/// `stats_v2/` says.
Answer<ports::ClientKey> read_key(const Call& call);

/// With random halves.
ports::ClientKey new_key(ProjectId project, std::string_view label, Timestamp now);

boost::json::object key_json(const Call& call, const ports::ClientKey& key);

/// `before` with what the fields say; what is wrong with them is in `fields`.
ports::ClientKey read_key_fields(Fields& fields, const boost::json::object& body,
                                 const ports::ClientKey& before);

Changes compare_keys(const ports::ClientKey& before, const ports::ClientKey& after);

}  // namespace picket::api
