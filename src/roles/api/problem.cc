#include "roles/api/problem.h"

#include <utility>

#include "roles/api/links.h"

namespace picket::api {
namespace {

/// Kept from browsers, which would ask the user for a password: hence the x.
constexpr std::string_view kChallenge = "xBasic realm=\"api\"";
/// Seconds after which a client may ask again when a store was busy.
constexpr std::string_view kRetryAfter = "5";

Problem unavailable() {
  Problem problem{503, "The server is busy. Try again in a few seconds."};
  problem.headers.set("Retry-After", kRetryAfter);
  return problem;
}

Problem of_kind(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::unavailable:
    case ErrorKind::timeout:
    case ErrorKind::rate_limited:
      return unavailable();
    case ErrorKind::not_found:
      return not_found();
    case ErrorKind::conflict:
      return conflict("Somebody else changed this at the same time. Read it again, then retry.");
    case ErrorKind::invalid_argument:  // This and the rest: what was checked cannot cause it.
    case ErrorKind::unauthenticated:
    case ErrorKind::corrupt:
    case ErrorKind::internal:
      return {500, "Internal Error"};
  }
  return {500, "Internal Error"};
}

}  // namespace

Problem bad_request(std::string_view detail) {
  return {400, std::string(detail)};
}

Problem not_found(std::string_view detail) {
  return {404, std::string(detail)};
}

Problem unauthenticated(std::string_view detail) {
  Problem problem{401, std::string(detail)};
  problem.headers.set("WWW-Authenticate", kChallenge);
  return problem;
}

Problem forbidden(std::string_view detail) {
  return {403, std::string(detail)};
}

Problem conflict(std::string_view detail) {
  return {409, std::string(detail)};
}

Problem invalid_field(std::string_view name, std::string_view sentence) {
  Problem problem{400, ""};
  problem.body.emplace();
  (*problem.body)[name] = boost::json::array{sentence};
  return problem;
}

Problem denied(domain::access::Denial denial, domain::access::ScopeSet accepted) {
  using enum domain::access::Denial;
  Problem refused = forbidden();
  switch (denial) {
    case unauthenticated:
      return api::unauthenticated("Authentication credentials were not provided.");
    case insufficient_scope:
      refused.headers.set("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" +
                                                  to_string(accepted) + "\"");
      return refused;
    case unknown_organization:
    case unknown_project:
    case unknown_team:
      return not_found();
    case forbidden_project:
    case forbidden_team:
      return refused;
  }
  return refused;
}

Problem sudo_required(std::string_view username) {
  Problem problem{401, ""};
  problem.body = {{"detail",
                   {{"code", "sudo-required"},
                    {"message", "Account verification required."},
                    {"extra", {{"username", username}}}}}};
  return problem;
}

Problem resource_moved(const net::Request& request, std::string_view base_url,
                       std::string_view old_slug, std::string_view slug) {
  std::string url = request.path;
  const std::string old = "/" + std::string(old_slug) + "/";
  constexpr std::string_view kAbove = "/api/0/projects/";
  // Behind the organization, which may be called the same.
  if (const auto at = url.find(old, url.find('/', kAbove.size())); at != std::string::npos)
    url.replace(at + 1, old_slug.size(), slug);
  url.insert(0, url_path(base_url));
  Problem problem{302, ""};
  problem.headers.set("Location", url);
  problem.body = {{"slug", slug},
                  {"detail",
                   {{"code", "resource-moved"},
                    {"message", "Resource has been moved"},
                    {"extra", {{"url", url}, {"slug", slug}}}}}};
  return problem;
}

Problem failed(const Error& error) {
  Problem problem = of_kind(error.kind);
  problem.cause = error;
  return problem;
}

}  // namespace picket::api
