// Who sends a request: the credentials that it carries, and what belongs to them.
// Source: shared spec "api", section 1.2, and "access", sections 2.1 and 2.9.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "domain/access/decision.h"
#include "net/http.h"
#include "ports/meta_db.h"
#include "ports/sessions.h"
#include "ports/users.h"
#include "roles/api/problem.h"

namespace picket::api {

/// Somebody who proved who they are, and by what. A token wins over a session.
struct Identity {
  domain::access::Caller caller{};
  std::optional<ports::User> user{};        ///< Nullopt: an organization's own token.
  std::optional<ports::Session> session{};  ///< Nullopt: a token.
  std::optional<ports::ApiToken> token{};   ///< Nullopt: a session.
  bool is_operator = false;                 ///< Neither: see operator.h.
};

/// Nullopt without credentials, and with a session that is over; 401 for other wrong ones.
Answer<std::optional<Identity>> read_caller(const net::Request& request, ports::MetaTx& meta,
                                            Timestamp now);

/// The memberships of a user, places in teams included.
Answer<std::vector<domain::access::Membership>> read_memberships(UserId user, ports::MetaTx& meta);

/// Was the last use of the session or token noted so long ago that it should be noted again?
bool is_use_due(const Identity& identity, Timestamp now);
/// Notes it, in a write transaction.
Result<void> note_use(const Identity& identity, ports::MetaTx& meta, Timestamp now);

}  // namespace picket::api
