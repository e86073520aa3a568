// Which issue a request means. Nothing outside the grant is ever found.
#pragma once

#include <string_view>

#include "domain/issue/record.h"
#include "roles/api/call.h"

namespace picket::api {

/// Digits are an id, everything else a short id ("SHOP-API-2F"); those of an issue that was merged
/// mean what it was merged into. 404 for what does not exist, is deleted, or is not the caller's.
Answer<domain::Issue> find_issue(const Call& call, std::string_view name);

}  // namespace picket::api
