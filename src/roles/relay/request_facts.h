// What the relay reads from an HTTP request besides its body.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "net/http.h"
#include "protocol/credentials.h"
#include "protocol/ids.h"

namespace picket::relay {

/// Views into the request.
protocol::AuthCandidates auth_candidates(const net::Request& request) noexcept;

/// `Origin`, else `Referer`, of web pages only: others, such as "null", read as empty.
std::string_view request_origin(const net::Request& request) noexcept;

/// The project that the path names. Inner nullopt: the route has none; outer: it is no id.
std::optional<std::optional<ProjectId>> path_project(const net::Request& request) noexcept;

/// `sentry_data` of a beacon; empty when absent.
std::string beacon_payload(const net::Request& request);

}  // namespace picket::relay
