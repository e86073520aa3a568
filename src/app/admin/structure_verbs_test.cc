// `picket org`, `team`, `project` and `key`, on stores in memory; and that every verb is a request
// that there is.
#include <algorithm>
#include <set>
#include <string>

#include "app/admin/installation_fixture.h"
#include "ports/audit.h"
#include "ports/organizations.h"
#include "ports/projects.h"
#include "ports/users.h"
#include "roles/api/operator.h"

namespace picket::app {
namespace {

namespace json = boost::json;

constexpr std::string_view kOwner = "admin@localhost";

/// What a parameter gives to the path.
std::set<std::string> path_of(Becomes becomes) {
  switch (becomes) {
    case Becomes::org:
      return {"org"};
    case Becomes::team:
      return {"org", "team"};
    case Becomes::project:
      return {"org", "project"};
    case Becomes::member:
      return {"member"};
    case Becomes::user:
      return {"user"};
    case Becomes::key:
      return {"key"};
    case Becomes::token:
      return {"token"};
    default:
      return {};
  }
}

TEST(Verbs, AreRequestsThatThereAre) {
  for (const Verb& verb : verbs()) {
    const api::ApiRoute* const route = api::find_route(verb.route);
    ASSERT_NE(route, nullptr) << verb.name;
    EXPECT_EQ(verb.changes, route->method != net::Method::get) << verb.name;
    std::set<std::string> given;
    for (const Parameter& parameter : verb.parameters) {
      given.merge(path_of(parameter.becomes));
      if (parameter.becomes == Becomes::field) {
        EXPECT_FALSE(parameter.as.empty()) << verb.name;
      }
      if (parameter.becomes != Becomes::query && parameter.becomes != Becomes::limit) continue;
      const std::string_view name = parameter.as.empty() ? "per_page" : parameter.as;
      EXPECT_NE(std::find(route->parameters.begin(), route->parameters.end(), name),
                route->parameters.end())
          << verb.name << " " << name;
    }
    for (std::size_t at = route->pattern.find('{'); at != std::string_view::npos;
         at = route->pattern.find('{', at + 1)) {
      const std::size_t end = route->pattern.find('}', at);
      EXPECT_TRUE(given.contains(std::string(route->pattern.substr(at + 1, end - at - 1))))
          << verb.name << " lacks a part of " << route->pattern;
    }
  }
}

TEST(OperatorRoutes, AreNotBehindTheRouter) {
  for (const api::ApiRoute& route : api::operator_routes()) {
    for (const api::ApiRoute& open : api::api_routes()) {
      EXPECT_NE(open.name, route.name);
      EXPECT_NE(open.handler, route.handler) << route.name;
    }
    EXPECT_FALSE(route.pattern.starts_with("/api/")) << route.name;
  }
}

class StructureVerbs : public InstallationTest {
 protected:
  StructureVerbs() { setup(); }

  json::value answer(std::string_view verb, const json::object& arguments = {}) {
    return value_of(verb, arguments).at("answer");
  }
  void create_user(const std::string& email) {
    answer("user.create", {{"email", email}, {"link", true}});
  }
  /// Of the newest entry, which the command line made.
  std::string last_event(OrgId org = OrgId{1}) {
    const auto tx = *meta->begin_read();
    const auto entries = *tx->audit().list({.org = org, .limit = 1});
    if (entries.empty()) return "";
    EXPECT_EQ(entries[0].actor, UserId{});
    EXPECT_EQ(entries[0].actor_label, "picket command line");
    return entries[0].event;
  }
};

TEST_F(StructureVerbs, OrganizationsHaveAnOwnerFromTheStart) {
  create_user("ada@b.c");
  const json::value made = answer("org.create", {{"name", "Acme Corp"}, {"owner", "ada@b.c"}});
  EXPECT_EQ(made.at("slug"), "acme-corp");
  const OrgId acme{std::stoll(std::string(made.at("id").as_string()))};
  EXPECT_EQ(last_event(acme), "org.create");
  const json::value members = answer("org.member.list", {{"org", "acme-corp"}});
  ASSERT_EQ(members.as_array().size(), 1U);
  EXPECT_EQ(members.at(0).at("email"), "ada@b.c");
  EXPECT_EQ(members.at(0).at("orgRole"), "owner");

  EXPECT_EQ(answer("org.list").as_array().size(), 2U);
  answer("org.rename", {{"org", "acme-corp"}, {"slug", "acme"}});
  EXPECT_EQ(last_event(acme), "org.edit");
  EXPECT_EQ(answer("org.show", {{"org", "acme"}}).at("name"), "Acme Corp");
  answer("org.delete", {{"org", "acme"}});
  EXPECT_EQ(answer("org.list").as_array().size(), 1U);
}

TEST_F(StructureVerbs, TheFirstOrganizationNeedsNoOther) {
  answer("org.delete", {{"org", "picket"}});
  EXPECT_NE(error_of("team.list").detail.find("picket org create"), std::string::npos);
  EXPECT_EQ(
      answer("org.create", {{"name", "New"}, {"slug", "first"}, {"owner", kOwner}}).at("slug"),
      "first");
}

TEST_F(StructureVerbs, OrganizationsHaveTheRulesOfTheApi) {
  const auto said = [&](std::string_view verb, const json::object& arguments) {
    return error_of(verb, arguments).detail;
  };
  EXPECT_EQ(said("org.create", {{"name", "X"}, {"slug", "Bad Slug"}, {"owner", kOwner}}),
            "slug: Use lower-case letters, digits, dashes and underscores only.");
  EXPECT_TRUE(said("org.create", {{"name", std::string(65, 'x')}, {"owner", kOwner}})
                  .starts_with("name: "));
  EXPECT_EQ(said("org.create", {{"name", "X"}, {"slug", "picket"}, {"owner", kOwner}}),
            "An organization with this slug already exists.");
  EXPECT_EQ(said("org.rename", {{"org", "picket"}}), "say what to change: --name or --slug");
  EXPECT_EQ(said("org.show", {{"org", "none"}}),
            "there is no organization none; there are: picket");
}

TEST_F(StructureVerbs, MembersKeepTheLastOwner) {
  create_user("ada@b.c");
  const json::value added = answer("org.member.add", {{"org", "picket"},
                                                      {"user", "ada@b.c"},
                                                      {"role", "manager"},
                                                      {"teams", json::array{"picket"}}});
  EXPECT_EQ(added.at("orgRole"), "manager");
  EXPECT_EQ(added.at("teams"), json::array{"picket"});
  EXPECT_EQ(last_event(), "member.add");
  const auto said = [&](std::string_view verb, const json::object& arguments) {
    return error_of(verb, arguments).detail;
  };
  EXPECT_EQ(said("org.member.add", {{"org", "picket"}, {"user", "ADA@b.c"}}),
            "email: The user ada@b.c is already a member");
  EXPECT_TRUE(said("org.member.remove", {{"org", "picket"}, {"member", kOwner}})
                  .find("only remaining owner") != std::string::npos);
  EXPECT_TRUE(said("org.member.role", {{"org", "picket"}, {"member", kOwner}, {"role", "member"}})
                  .find("only remaining owner") != std::string::npos);
  EXPECT_EQ(said("org.member.role", {{"org", "picket"}, {"member", "ada@b.c"}, {"role", "king"}}),
            "orgRole: \"king\" is not a valid choice.");
  EXPECT_NE(said("org.member.remove", {{"org", "picket"}, {"member", "bob@b.c"}})
                .find("is not in picket"),
            std::string::npos);

  answer("org.member.role", {{"org", "picket"}, {"member", "ada@b.c"}, {"role", "owner"}});
  EXPECT_EQ(last_event(), "member.edit");
  answer("org.member.remove", {{"org", "picket"}, {"member", kOwner}});
  EXPECT_EQ(last_event(), "member.remove");
  EXPECT_EQ(answer("org.member.list", {{"org", "picket"}}).as_array().size(), 1U);
}

TEST_F(StructureVerbs, AMemberIsNamedByTheUserNotByTheRow) {
  create_user("ada@b.c");
  create_user("bob@b.c");
  const std::string bob(answer("user.show", {{"user", "bob@b.c"}}).at("id").as_string());
  answer("org.member.add", {{"org", "picket"}, {"user", bob}});
  answer("org.member.role", {{"org", "picket"}, {"member", bob}, {"role", "manager"}});
  EXPECT_EQ(answer("user.show", {{"user", "bob@b.c"}}).at("organizations").at(0).at("role"),
            "manager");
}

TEST_F(StructureVerbs, InvitationsAreLinksThatAreRenewed) {
  const json::object ada = {{"org", "picket"}, {"email", "ada@b.c"}, {"role", "owner"}};
  const std::string first(answer("org.invite", ada).at("invite_link").as_string());
  EXPECT_TRUE(first.starts_with("https://errors.example.com/accept/")) << first;
  EXPECT_EQ(last_event(), "member.invite");
  const std::string second(answer("org.invite", ada).at("invite_link").as_string());
  EXPECT_NE(first, second);
  EXPECT_EQ(last_event(), "member.reinvite");
  EXPECT_EQ(error_of("org.invite", {{"org", "picket"}, {"email", kOwner}}).detail,
            "email: The user admin@localhost is already a member");

  create_user("ada@b.c");
  answer("org.member.add", {{"org", "picket"}, {"user", "ada@b.c"}});
  const json::value members = answer("org.member.list", {{"org", "picket"}, {"query", "ada"}});
  ASSERT_EQ(members.as_array().size(), 1U) << "in place of the invitation";
  EXPECT_EQ(members.at(0).at("pending"), false);
  EXPECT_EQ(members.at(0).at("orgRole"), "member");
}

TEST_F(StructureVerbs, TeamsHaveMembersAndProjects) {
  answer("team.create", {{"slug", "web"}});
  EXPECT_EQ(last_event(), "team.create");
  EXPECT_EQ(answer("team.list").as_array().size(), 2U);
  EXPECT_TRUE(answer("team.member.list", {{"team", "web"}}).as_array().empty())
      << "who made it is no user";
  answer("team.member.add", {{"team", "web"}, {"member", kOwner}});
  EXPECT_EQ(last_event(), "member.join-team");
  EXPECT_EQ(answer("team.member.list", {{"team", "web"}}).as_array().size(), 1U);
  answer("team.member.role", {{"team", "web"}, {"member", kOwner}, {"role", "admin"}});
  answer("team.project.add", {{"team", "web"}, {"project", "app"}});
  EXPECT_EQ(last_event(), "project-team.add");
  EXPECT_EQ(answer("project.show", {{"project", "app"}}).at("teams").as_array().size(), 2U);
  answer("team.project.remove", {{"team", "web"}, {"project", "app"}});
  answer("team.rename", {{"team", "web"}, {"slug", "www"}});
  answer("team.member.remove", {{"team", "www"}, {"member", kOwner}});
  EXPECT_EQ(last_event(), "member.leave-team");
  answer("team.delete", {{"team", "www"}});
  EXPECT_EQ(last_event(), "team.remove");
  EXPECT_EQ(error_of("team.delete", {{"team", "www"}}).detail,
            "there is no team www; there are: picket");
}

TEST_F(StructureVerbs, ProjectsTellTheRelay) {
  const int before = projects_changed;
  answer("project.create", {{"name", "Web Shop"}, {"team", "picket"}, {"platform", "python"}});
  EXPECT_EQ(last_event(), "project.create");
  EXPECT_EQ(projects_changed, before + 1);
  EXPECT_EQ(answer("key.list", {{"project", "web-shop"}}).as_array().size(), 1U);
  answer("project.rename", {{"project", "web-shop"}, {"slug", "shop"}});
  EXPECT_EQ(answer("project.list", {{"query", "shop"}}).as_array().size(), 1U);
  answer("project.delete", {{"project", "shop"}});
  EXPECT_EQ(last_event(), "project.remove");
  EXPECT_EQ(projects_changed, before + 3);
  EXPECT_NE(error_of("project.show", {{"project", "shop"}}).detail.find("there are: app"),
            std::string::npos);
}

TEST_F(StructureVerbs, KeysAreNamedByPublicKeyOrByName) {
  const json::value first = answer("key.show", {{"project", "app"}});
  EXPECT_EQ(first.at("name"), "Default");
  const json::value second = answer("key.create", {{"project", "app"}, {"name", "second"}});
  EXPECT_EQ(last_event(), "projectkey.create");
  EXPECT_EQ(error_of("key.show", {{"project", "app"}}).code, "which_key");
  answer("key.disable", {{"project", "app"}, {"dsn_key", "second"}});
  EXPECT_EQ(last_event(), "projectkey.disable");
  EXPECT_EQ(
      answer("key.show", {{"project", "app"}, {"dsn_key", second.at("public")}}).at("isActive"),
      false);
  EXPECT_EQ(answer("key.show", {{"project", "app"}, {"dsn_key", "Default"}}).at("isActive"), true);
  answer("key.enable", {{"project", "app"}, {"dsn_key", "second"}});
  answer("key.delete", {{"project", "app"}, {"dsn_key", "second"}});
  EXPECT_EQ(last_event(), "projectkey.remove");
  EXPECT_EQ(error_of("key.show", {{"project", "app"}, {"dsn_key", "second"}}).kind,
            ErrorKind::not_found);
}

TEST_F(StructureVerbs, OfSeveralOrganizationsOneIsNamed) {
  answer("org.create", {{"name", "Other"}, {"owner", kOwner}});
  EXPECT_EQ(error_of("team.list").code, "which_organization");
  EXPECT_NE(error_of("team.list").detail.find("picket"), std::string::npos);
  EXPECT_TRUE(answer("team.list", {{"org", "other"}}).as_array().empty());
  EXPECT_EQ(error_of("project.show", {{"project", "other/app"}}).kind, ErrorKind::not_found)
      << "the project of the other organization";
  EXPECT_EQ(answer("project.show", {{"project", "picket/app"}}).at("slug"), "app");
  EXPECT_EQ(answer("project.show", {{"project", "app"}, {"org", "picket"}}).at("slug"), "app");
  EXPECT_EQ(error_of("project.show", {{"project", "picket/app"}, {"org", "other"}}).kind,
            ErrorKind::invalid_argument);
  EXPECT_EQ(error_of("team.project.add", {{"team", "other/x"}, {"project", "picket/app"}}).kind,
            ErrorKind::invalid_argument);
}

TEST_F(StructureVerbs, TheAuditLogIsReadNewestFirst) {
  answer("team.create", {{"slug", "web"}});
  answer("team.delete", {{"team", "web"}});
  const json::value newest = answer("org.audit", {{"org", "picket"}});
  ASSERT_GE(newest.as_array().size(), 2U);
  EXPECT_EQ(newest.at(0).at("event"), "team.remove");
  EXPECT_EQ(newest.at(0).at("actor").at("name"), "picket command line");
  EXPECT_EQ(answer("org.audit", {{"org", "picket"}, {"limit", 1}}).as_array().size(), 1U);
}

}  // namespace
}  // namespace picket::app
