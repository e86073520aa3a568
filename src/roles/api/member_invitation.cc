#include "roles/api/member_invitation.h"

#include "base/random.h"
#include "domain/account/token.h"

namespace picket::api {

std::string renew_invitation(ports::Member& member, Timestamp now) {
  std::string secret = domain::account::make_secret(random_bytes<32>());
  member.invite_sha256 = domain::account::hash_token(secret);
  member.invite_expires = now + kInvitationLife;
  return secret;
}

}  // namespace picket::api
