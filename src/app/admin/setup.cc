// `picket setup`: everything that the first event needs, made once.
#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "app/admin/arguments.h"
#include "app/admin/command.h"
#include "app/admin/credentials.h"
#include "app/admin/setup_tokens.h"
#include "app/config/address.h"
#include "base/random.h"
#include "domain/account/email.h"
#include "domain/account/password.h"
#include "domain/account/password_policy.h"
#include "domain/account/slug.h"
#include "domain/account/token.h"
#include "ports/organizations.h"
#include "ports/projects.h"
#include "ports/users.h"

namespace picket::app {
namespace {

namespace account = domain::account;
namespace json = boost::json;

/// What setup was asked for, checked.
struct Wanted {
  std::string org;
  std::string team;
  std::string project;
  std::string platform;
  std::string email;
  std::string password;  ///< Empty: make one.
};

Error bad(std::string sentence) {
  return {ErrorKind::invalid_argument, "bad_argument", std::move(sentence)};
}

Result<void> check_slug(account::SlugKind kind, const std::string& slug) {
  const auto flaw = account::find_slug_flaw(kind, slug);
  if (!flaw) return {};
  return unexpected(bad(fmt::format("\"{}\" cannot be a slug. {}", slug, sentence(*flaw))));
}

Result<void> check_password(const Wanted& wanted) {
  const auto flaws = account::find_password_flaws(wanted.password, wanted.email, "");
  if (flaws.empty()) return {};
  return unexpected(bad(fmt::format("this password cannot be used. {}", sentence(flaws.front()))));
}

Result<Wanted> read_wanted(const json::object& arguments) {
  Arguments in(arguments);
  Wanted wanted{
      in.text("org", "picket"),     in.text("team", "picket"),           in.text("project", "app"),
      in.text("platform", "other"), in.text("email", "admin@localhost"), in.text("password", "")};
  if (auto done = in.finish(); !done) return unexpected(done.error());
  using enum account::SlugKind;
  if (auto good = check_slug(organization, wanted.org); !good) return unexpected(good.error());
  if (auto good = check_slug(team, wanted.team); !good) return unexpected(good.error());
  if (auto good = check_slug(project, wanted.project); !good) return unexpected(good.error());
  auto email = account::read_email(wanted.email, account::kMaxEmail);
  if (!email)
    return unexpected(bad(fmt::format("\"{}\": {}", wanted.email, sentence(email.error()))));
  wanted.email = *std::move(email);
  return wanted;
}

struct NewPassword {
  std::string password;
  std::string hash;
};

/// Of an owner whom there is not yet; empty where there is. Before the write transaction, as
/// hashing takes a while and there is one writer.
Result<NewPassword> make_new_password(const Wanted& wanted, AdminContext& context) {
  {
    auto look = context.stores.meta.begin_read();
    if (!look) return unexpected(look.error());
    const auto user = (*look)->users().find_user(wanted.email);
    if (!user) return unexpected(user.error());
    if (*user) return NewPassword{};
  }
  if (!wanted.password.empty()) {
    if (auto good = check_password(wanted); !good) return unexpected(good.error());
  }
  NewPassword fresh{wanted.password.empty() ? make_password() : wanted.password, ""};
  auto hash = account::hash_password(fresh.password, random_bytes<16>(), context.password_cost);
  if (!hash) {
    return unexpected(Error{ErrorKind::unavailable, "password_hash",
                            "there is no memory to hash the password with"});
  }
  fresh.hash = *std::move(hash);
  return fresh;
}

/// The steps, each "find, else create", in one write transaction.
class Setup {
 public:
  Setup(ports::MetaTx& tx, const Wanted& wanted, const NewPassword& fresh, Timestamp now)
      : tx_(tx), wanted_(wanted), fresh_(fresh), now_(now) {}

  Result<void> ensure_org() {
    const auto orgs = tx_.organizations().list_orgs();
    if (!orgs) return unexpected(orgs.error());
    for (const ports::Organization& org : *orgs) {
      if (org.slug == wanted_.org) org_ = org.id;
    }
    if (org_) return {};
    const auto created = tx_.organizations().create_org({{}, wanted_.org, wanted_.org, now_});
    if (!created) return unexpected(created.error());
    org_ = *created;
    org_created_ = true;
    return {};
  }

  Result<void> ensure_team() {
    const auto teams = tx_.organizations().list_teams(org_);
    if (!teams) return unexpected(teams.error());
    for (const ports::Team& team : *teams) {
      if (team.slug == wanted_.team) team_ = team.id;
    }
    if (team_) return {};
    const auto created =
        tx_.organizations().create_team({{}, org_, wanted_.team, wanted_.team, now_});
    if (!created) return unexpected(created.error());
    team_ = *created;
    return {};
  }

  /// An existing member keeps role and password: setup repairs what is missing, it resets nothing.
  Result<void> ensure_owner() {
    const auto user = tx_.users().find_user(wanted_.email);
    if (!user) return unexpected(user.error());
    if (*user) {
      user_ = (*user)->id;
    } else {
      if (auto created = create_owner(); !created) return created;
    }
    if (*user && !org_created_) return {};
    ports::Member owner{{}, org_, user_, wanted_.email, domain::access::OrgRole::owner, now_};
    const auto member = tx_.organizations().add_member(owner);
    if (!member) return unexpected(member.error());
    return tx_.organizations().set_team_member({team_, *member, {}});
  }

  Result<void> create_owner() {
    if (fresh_.hash.empty()) {
      return unexpected(Error{
          ErrorKind::conflict, "owner_removed",
          fmt::format("the account {} was removed at this moment: try again", wanted_.email)});
    }
    const auto created = tx_.users().create_user({{}, wanted_.email, fresh_.hash, now_});
    if (!created) return unexpected(created.error());
    user_ = *created;
    password_ = fresh_.password;
    return {};
  }

  Result<void> ensure_project() {
    const auto projects = tx_.projects().list();
    if (!projects) return unexpected(projects.error());
    for (const domain::ProjectConfig& project : *projects) {
      if (project.org != org_ || project.slug != wanted_.project) continue;
      project_ = project.project;
      for (const domain::ProjectKey& key : project.keys) {
        if (key.active && public_key_.empty()) public_key_ = key.public_key;
      }
    }
    if (project_ && !public_key_.empty()) return {};
    projects_changed_ = true;
    const domain::ProjectKey key{{}, random_hex(16), "Default", true};
    public_key_ = key.public_key;
    if (project_) {
      const auto added = tx_.projects().add_key(
          {{}, project_, public_key_, random_hex(16), "Default", true, now_});
      return added ? Result<void>{} : unexpected(added.error());
    }
    domain::ProjectConfig config;
    config.org = org_;
    config.org_slug = wanted_.org;
    config.slug = wanted_.project;
    config.platform = wanted_.platform;
    config.keys = {key};
    const auto created = tx_.projects().create(config, wanted_.project, now_);
    if (!created) return unexpected(created.error());
    project_ = *created;
    return tx_.projects().add_team(project_, team_);
  }

  /// The file is written first: a crash in between leaves a token that opens nothing and is
  /// replaced by the next run, rather than one that opens everything and nobody knows.
  Result<void> ensure_token(SetupTokens& tokens) {
    token_ = tokens.find(wanted_.org);
    if (!token_.empty()) {
      const auto known = tx_.users().tokens().find(account::hash_token(token_));
      if (!known) return unexpected(known.error());
      if (*known && (*known)->org == org_) return {};
    }
    token_ = account::make_user_token(random_bytes<32>());
    if (auto put = tokens.put(wanted_.org, token_); !put) return put;
    ports::ApiToken token{{}, org_, user_, "picket setup", account::hash_token(token_), {}, now_};
    for (const std::string_view scope : owner_scopes()) token.scopes.emplace_back(scope);
    const auto created = tx_.users().tokens().create(token);
    return created ? Result<void>{} : unexpected(created.error());
  }

  bool projects_changed() const noexcept { return projects_changed_; }

  json::object result(const Settings& settings) const {
    return {{"url", public_url(settings)},
            {"dsn", make_dsn(ingest_url(settings), public_key_, project_.value)},
            {"org", wanted_.org},
            {"project", wanted_.project},
            {"token", token_},
            {"email", wanted_.email},
            {"password", password_.empty() ? json::value(nullptr) : json::value(password_)}};
  }

 private:
  ports::MetaTx& tx_;
  const Wanted& wanted_;
  const NewPassword& fresh_;
  Timestamp now_;
  OrgId org_;
  bool org_created_ = false;
  TeamId team_;
  UserId user_;
  ProjectId project_;
  bool projects_changed_ = false;
  std::string public_key_;
  std::string token_;
  std::string password_;
};

}  // namespace

/// {org, team, project, platform, email, password}, all optional. Migrates, then makes what is
/// missing. Gives {url, dsn, org, project, token, email, password}; password is null unless this
/// run made the user.
CommandResult run_setup(const json::object& arguments, AdminContext& context) {
  const auto wanted = read_wanted(arguments);
  if (!wanted) return unexpected(wanted.error());
  if (auto migrated = context.stores.meta.migrate(); !migrated) return unexpected(migrated.error());
  const auto fresh = make_new_password(*wanted, context);
  if (!fresh) return unexpected(fresh.error());
  auto tx = context.stores.meta.begin_write(Deadline::in(kWriteWait));
  if (!tx) return unexpected(tx.error());
  auto tokens = SetupTokens::load(context.setup_file);
  if (!tokens) return unexpected(tokens.error());

  Setup setup(**tx, *wanted, *fresh, context.clock.now());
  if (auto done = setup.ensure_org(); !done) return unexpected(done.error());
  if (auto done = setup.ensure_team(); !done) return unexpected(done.error());
  if (auto done = setup.ensure_owner(); !done) return unexpected(done.error());
  if (auto done = setup.ensure_project(); !done) return unexpected(done.error());
  if (auto done = setup.ensure_token(*tokens); !done) return unexpected(done.error());
  if (auto committed = (*tx)->commit(); !committed) return unexpected(committed.error());
  if (setup.projects_changed()) context.projects_changed();
  return setup.result(context.settings);
}

}  // namespace picket::app
