#include "roles/api/session.h"

#include <span>

#include <fmt/format.h>

#include "base/ascii.h"
#include "base/hex.h"
#include "domain/account/digest.h"
#include "domain/account/token.h"
#include "ports/users.h"
#include "roles/api/body.h"
#include "roles/api/json_text.h"
#include "roles/api/links.h"

namespace picket::api {
namespace {

namespace account = domain::account;

/// As in Sentry, whose scripts and documentation name them.
constexpr std::string_view kSessionCookie = "sentrysid";
constexpr std::string_view kCsrfCookie = "sc";
constexpr std::string_view kCsrfHeader = "X-CSRFToken";

std::string_view cookie(const net::Request& request, std::string_view name) {
  for (std::string_view rest = request.headers.get("Cookie"); !rest.empty();) {
    const ascii::Split part = ascii::split_once(rest, ';');
    rest = part.tail;
    const ascii::Split pair = ascii::split_once(ascii::trim(part.head), '=');
    if (pair.found && pair.head == name) return pair.tail;
  }
  return {};
}

/// "https://host:port" of "https://host:port/prefix".
std::string_view origin_of(std::string_view url) {
  while (url.ends_with('/')) url.remove_suffix(1);
  url.remove_suffix(url_path(url).size());
  return url;
}

std::string cookie_text(std::string_view url, std::string_view name, std::string_view value,
                        std::chrono::seconds life, bool scripts_read) {
  const bool secure = url.substr(0, 6) == "https:";
  const std::string_view path = url_path(url);
  return fmt::format("{}={}; Path={}; Max-Age={}; SameSite=Lax{}{}", name, value,
                     path.empty() ? "/" : path, life.count(), scripts_read ? "" : "; HttpOnly",
                     secure ? "; Secure" : "");
}

bool is_over(const ports::Session& session, Timestamp now) {
  return session.expires <= now || session.last_seen + kSessionIdle <= now;
}

}  // namespace

std::string_view session_secret(const net::Request& request) {
  const std::string_view secret = cookie(request, kSessionCookie);
  return account::is_secret(secret) ? secret : std::string_view();
}

std::string csrf_token(std::string_view secret) {
  return to_hex(account::hmac_sha256(std::as_bytes(std::span(secret)), "csrf"));
}

void set_session_cookies(std::string_view url, std::string_view secret, net::Response& response) {
  response.headers.add("Set-Cookie", cookie_text(url, kSessionCookie, secret, kSessionLife, false));
  response.headers.add("Set-Cookie",
                       cookie_text(url, kCsrfCookie, csrf_token(secret), kSessionLife, true));
}

void clear_session_cookies(std::string_view url, net::Response& response) {
  constexpr std::chrono::seconds kGone{0};
  response.headers.add("Set-Cookie", cookie_text(url, kSessionCookie, "", kGone, false));
  response.headers.add("Set-Cookie", cookie_text(url, kCsrfCookie, "", kGone, true));
}

bool is_unsafe(net::Method method) noexcept {
  return method != net::Method::get && method != net::Method::head &&
         method != net::Method::options;
}

Answer<void> check_origin(const net::Request& request, std::string_view url) {
  const std::string_view site = request.headers.get("Sec-Fetch-Site");
  if (!site.empty() && site != "same-origin" && site != "none")
    return unexpected(forbidden("CSRF Failed: sent by a page of another site."));
  const std::string_view origin = request.headers.get("Origin");
  if (origin.empty()) return {};
  if (ascii::iequals(origin, origin_of(url))) return {};
  // Reached by another name than `url`, such as localhost: a browser sends the page's own host.
  const std::size_t scheme = origin.find("://");
  if (scheme != std::string_view::npos &&
      ascii::iequals(origin.substr(scheme + 3), request.headers.get("Host")))
    return {};
  return unexpected(forbidden("CSRF Failed: Origin checking failed: it is not that of `url`."));
}

Answer<void> check_csrf(const net::Request& request, std::string_view secret) {
  const std::string_view sent = request.headers.get(kCsrfHeader);
  if (sent.empty()) return unexpected(forbidden("CSRF Failed: CSRF token missing."));
  if (!account::same_secret(sent, csrf_token(secret)))
    return unexpected(forbidden("CSRF Failed: CSRF token incorrect."));
  return check_content_type(request);
}

Answer<std::optional<ports::Session>> find_session(const net::Request& request, ports::MetaTx& meta,
                                                   Timestamp now) {
  const std::string_view secret = session_secret(request);
  if (secret.empty()) return std::optional<ports::Session>();
  auto found = meta.users().sessions().find(account::hash_token(secret));
  if (!found) return unexpected(failed(found.error()));
  if (*found && is_over(**found, now)) return std::optional<ports::Session>();
  return *std::move(found);
}

Answer<std::vector<ports::Session>> live_sessions(UserId user, ports::MetaTx& meta, Timestamp now) {
  auto all = meta.users().sessions().list(user, kMaxSessions);
  if (!all) return unexpected(failed(all.error()));
  std::erase_if(*all, [&](const ports::Session& one) { return is_over(one, now); });
  return *std::move(all);
}

boost::json::object session_json(const ports::Session& session) {
  return {{"id", id_text(session.id)},
          {"ipAddress", text_or_null(session.address)},
          {"userAgent", text_or_null(session.user_agent)},
          {"dateCreated", date_text(session.created)},
          {"lastSeen", date_text(session.last_seen)}};
}

}  // namespace picket::api
