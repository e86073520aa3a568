// Sessions of browsers: the cookie, and what keeps pages of other sites from using it.
// Source: shared spec "access", sections 2.1 and 2.3, and "api", section 1.2.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "net/http.h"
#include "ports/meta_db.h"
#include "ports/sessions.h"
#include "roles/api/problem.h"

namespace picket::api {

inline constexpr std::chrono::hours kSessionIdle{8};
inline constexpr std::chrono::hours kSessionLife{24};
/// How long a proof of identity counts for what needs one.
inline constexpr std::chrono::minutes kProofLife{15};
/// Places where one user is signed in; the oldest ends when there is one more.
inline constexpr std::size_t kMaxSessions = 50;

/// The secret of the cookie; empty when there is none that we could have made.
std::string_view session_secret(const net::Request& request);
/// What X-CSRFToken must be: derived from the secret, so that it is the session's alone and is kept
/// nowhere.
std::string csrf_token(std::string_view secret);

/// Set-Cookie for both cookies. `url` is where browsers reach us: its path prefix is the cookies'.
void set_session_cookies(std::string_view url, std::string_view secret, net::Response& response);
void clear_session_cookies(std::string_view url, net::Response& response);

bool is_unsafe(net::Method method) noexcept;
/// Of an unsafe request: 403 when a browser says that a page of another site sent it.
Answer<void> check_origin(const net::Request& request, std::string_view url);
/// Of an unsafe request with a session: 403 without its token, 415 when a form could have sent it.
Answer<void> check_csrf(const net::Request& request, std::string_view secret);

/// The session that a request shows; nullopt when it is unknown, expired or was idle too long.
Answer<std::optional<ports::Session>> find_session(const net::Request& request, ports::MetaTx& meta,
                                                   Timestamp now);
/// Those of a user that would open something, newest first.
Answer<std::vector<ports::Session>> live_sessions(UserId user, ports::MetaTx& meta, Timestamp now);
boost::json::object session_json(const ports::Session& session);

}  // namespace picket::api
