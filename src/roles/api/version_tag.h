// Which version of a thing was read, so that a change made on an older one is not made over the
// head of somebody else. Source: RFC 9110, sections 8.8.3 and 13.1.1; where that answers 412, the
// web app and we say 409, as for every change that came too late.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "net/http.h"
#include "roles/api/problem.h"

namespace picket::api {

/// With its quotes. `rest` tells apart what no version counts.
std::string version_tag(std::int64_t version, std::string_view rest = {});

void set_tag(net::Response& response, std::string_view tag);

/// 409 when the request was made on another version than `tag`; without If-Match it means any.
Answer<void> check_tag(const net::Request& request, std::string_view tag);

}  // namespace picket::api
