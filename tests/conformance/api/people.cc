#include "conformance/api/people.h"

#include <chrono>
#include <optional>

#include <fmt/format.h>

#include "base/assert.h"
#include "base/random.h"
#include "codec/zstd.h"
#include "domain/account/token.h"
#include "ports/dead_letters.h"
#include "ports/organizations.h"
#include "ports/projects.h"
#include "ports/sessions.h"
#include "ports/tokens.h"
#include "ports/users.h"
#include "protocol/ingest_message.h"
#include "protocol/topics.h"
#include "roles/api/session.h"

namespace picket::conformance {
namespace {

using domain::access::MemberId;
using domain::access::OrgRole;

/// Fills one organization.
class Hall {
 public:
  Hall(ports::MetaTx& tx, OrgId org, Timestamp now) : tx_(tx), org_(org), now_(now) {}

  UserId user(const std::string& name, const std::string& email) {
    return *tx_.users().create_user({{}, email, "hash", now_, name});
  }

  MemberId member(UserId user, const std::string& email, OrgRole role) {
    ports::Member member;
    member.org = org_;
    member.user = user;
    member.email = email;
    member.role = role;
    member.created = now_;
    return *tx_.organizations().add_member(member);
  }

  MemberId invitation(UserId inviter, const std::string& email) {
    ports::Member member;
    member.org = org_;
    member.email = email;
    member.created = now_;
    member.inviter = inviter;
    member.invite_sha256 = domain::account::hash_token("secret");
    member.invite_expires = now_ + std::chrono::days(30);
    return *tx_.organizations().add_member(member);
  }

  TeamId team(const std::string& slug) {
    return *tx_.organizations().create_team({{}, org_, slug, slug, now_});
  }

 private:
  ports::MetaTx& tx_;
  OrgId org_;
  Timestamp now_;
};

std::string text(MemberId member) {
  return std::to_string(member.value);
}

}  // namespace

People settle(ApiWorld& world) {
  People people;
  auto begun = world.meta().begin_write(Deadline::never());
  PICKET_ASSERT(begun.has_value());
  ports::MetaTx& tx = **begun;
  people.acme = tx.organizations().list_orgs()->front().id;
  people.globex = *tx.organizations().create_org({{}, "globex", "Globex", world.now()});
  Hall acme(tx, people.acme, world.now());
  people.ada = (*tx.users().find_user("ada@acme.test"))->id;
  people.bo = (*tx.users().find_user("bo@acme.test"))->id;
  people.mia = acme.user("", "mia@acme.test");
  people.sam = acme.user("Sam", "sam@globex.test");
  people.ada_member = text(tx.organizations().memberships(people.ada)->front().id);
  people.bo_member = text(tx.organizations().memberships(people.bo)->front().id);
  people.mia_member = text(acme.member(people.mia, "mia@acme.test", OrgRole::manager));
  people.cy_member = text(acme.invitation(people.ada, "cy@acme.test"));
  Hall(tx, people.globex, world.now()).member(people.sam, "sam@globex.test", OrgRole::owner);
  acme.team("core");

  const ProjectId shop = tx.projects().list()->front().project;
  ports::ClientKey key = tx.projects().keys({&shop, 1})->front();
  people.key = key.public_key;
  PICKET_ASSERT(tx.commit().has_value());
  return people;
}

std::string token_of(ApiWorld& world, UserId user, domain::access::ScopeSet scopes) {
  std::string text = domain::account::make_user_token(random_bytes<32>());
  auto tx = world.meta().begin_write(Deadline::never());
  PICKET_ASSERT(tx.has_value());
  ports::ApiToken token;
  token.user = user;
  token.name = "test";
  token.sha256_hex = domain::account::hash_token(text);
  token.created = world.now();
  for (const domain::access::Scope scope : domain::access::all_scopes()) {
    if (scopes.contains(scope)) token.scopes.emplace_back(domain::access::to_string(scope));
  }
  PICKET_ASSERT((*tx)->users().tokens().create(token).has_value());
  PICKET_ASSERT((*tx)->commit().has_value());
  return text;
}

domain::access::ScopeSet every_scope() {
  domain::access::ScopeSet all;
  for (const domain::access::Scope scope : domain::access::all_scopes()) all.insert(scope);
  return all;
}

std::string dead_letter_of(ApiWorld& world, OrgId org, ProjectId project) {
  constexpr std::string_view kEvent = R"({"logentry":{"formatted":"set aside"}})";
  std::string frame;
  codec::zstd_compress(kEvent, frame);
  protocol::IngestMessage message;
  message.org = org;
  message.project = project;
  message.event_id = EventId::random();
  message.received = world.now();
  message.json_size = static_cast<std::uint32_t>(kEvent.size());
  message.payload = frame;
  ports::DeadLetter letter;
  letter.from = {std::string(protocol::kTopicIngestEvents), 0};
  letter.offset = 7;
  letter.project = project;
  letter.reason = "bad_event";
  letter.detail = "it was not understood";
  letter.created = world.now();
  protocol::encode(message, letter.message);
  auto tx = world.meta().begin_write(Deadline::never());
  PICKET_ASSERT(tx.has_value());
  const auto id = (*tx)->dead_letters().add(letter);
  PICKET_ASSERT(id.has_value() && (*tx)->commit().has_value());
  return std::to_string(*id);
}

std::string session_of(ApiWorld& world, UserId user) {
  const std::string secret = domain::account::make_secret(random_bytes<32>());
  auto tx = world.meta().begin_write(Deadline::never());
  PICKET_ASSERT(tx.has_value());
  const auto created = (*tx)->users().sessions().create(
      {0, user, domain::account::hash_token(secret), world.now(), world.now(),
       world.now() + std::chrono::hours(24), world.now(), "127.0.0.1", "test"});
  PICKET_ASSERT(created.has_value() && (*tx)->commit().has_value());
  return fmt::format("Cookie: sentrysid={}\r\nX-CSRFToken: {}\r\n", secret,
                     api::csrf_token(secret));
}

}  // namespace picket::conformance
