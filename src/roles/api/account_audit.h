// What happens to an account, in the audit log of each organization that its user is in. Source:
// shared spec "access", section 1.12.
#pragma once

#include <string_view>

#include <boost/json.hpp>

#include "ports/users.h"
#include "roles/api/call.h"

namespace picket::api {

/// In the transaction of the change. The user is the actor, whether or not anybody is signed in,
/// unless the operator is.
Answer<void> record_account(const Call& call, ports::MetaTx& meta, UserId user,
                            std::string_view event, const boost::json::object& data = {});
/// The same for the caller, in the call's own transaction.
Answer<void> record_own_account(const Call& call, std::string_view event,
                                const boost::json::object& data = {});

/// A wrong password or code of an account that there is, in a transaction of its own. Nothing is
/// written for names that nobody has, nor more often than Auth::may_note_failure says: who guesses
/// must not be able to fill the log.
Answer<void> note_failed_proof(const Call& call, const ports::User& user);

}  // namespace picket::api
