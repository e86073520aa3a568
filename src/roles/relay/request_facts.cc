#include "roles/relay/request_facts.h"

#include <algorithm>

#include "base/ascii.h"
#include "protocol/dsn.h"

namespace picket::relay {
namespace {

std::optional<std::string_view> header(const net::Request& request, std::string_view name) {
  if (!request.headers.has(name)) return std::nullopt;
  return request.headers.get(name);
}

bool is_web_url(std::string_view url) noexcept {
  const std::string_view scheme = url.substr(0, url.find("://"));
  return scheme.size() != url.size() &&
         (ascii::iequals(scheme, "http") || ascii::iequals(scheme, "https"));
}

}  // namespace

protocol::AuthCandidates auth_candidates(const net::Request& request) noexcept {
  std::optional<std::string_view> path_key;
  if (const std::string_view key = request.param("sentry_key"); !key.empty()) path_key = key;
  return {header(request, "X-Sentry-Auth"), header(request, "Authorization"), request.query,
          path_key};
}

std::string_view request_origin(const net::Request& request) noexcept {
  for (const std::string_view name : {"Origin", "Referer"}) {
    const std::string_view url = request.headers.get(name);
    if (is_web_url(url)) return url;
  }
  return {};
}

std::optional<std::optional<ProjectId>> path_project(const net::Request& request) noexcept {
  const std::string_view text = request.param("project_id");
  if (text.empty()) return std::optional<ProjectId>();
  const auto project = protocol::parse_project_id(text);
  if (!project) return std::nullopt;
  return project;
}

std::string beacon_payload(const net::Request& request) {
  std::string payload = net::query_value(request.query, "sentry_data").value_or("");
  // Base64 whose '+' nobody escaped.
  std::replace(payload.begin(), payload.end(), ' ', '+');
  return payload;
}

}  // namespace picket::relay
