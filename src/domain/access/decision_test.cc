#include "domain/access/decision.h"

#include <gtest/gtest.h>

namespace picket::domain::access {
namespace {

using Ids = std::vector<std::int64_t>;

constexpr TeamId kApi{101};
constexpr TeamId kWeb{102};
constexpr TeamId kRivals{201};

ProjectConfig project(std::int64_t id, std::int64_t org, std::string slug,
                      std::vector<TeamId> teams = {}, bool active = true) {
  ProjectConfig config;
  config.org = {org};
  config.project = {id};
  config.slug = std::move(slug);
  config.active = active;
  config.teams = std::move(teams);
  return config;
}

/// Organization acme (1) with teams api and web; shop-api belongs to api, shop-web to web.
class Decide : public testing::Test {
 protected:
  Decide() { caller_.memberships = {{{7}, {1}, OrgRole::member, {{kApi, TeamRole::contributor}}}}; }

  Result<Grant, Denial> ask(Wish wish) {
    return decide(&caller_, wish, {orgs_, projects_, teams_});
  }
  Denial denial(Wish wish) {
    const auto decided = ask(wish);
    EXPECT_FALSE(decided);
    return decided ? Denial::unauthenticated : decided.error();
  }
  static Ids ids(const Result<Grant, Denial>& grant) {
    Ids ids;
    if (!grant) return {-1};
    for (const ProjectId id : grant->project_ids()) ids.push_back(id.value);
    return ids;
  }
  static Wish in_project(ScopeSet accepted, std::string_view name) {
    return {accepted, "acme", Reach::project, name};
  }
  static Wish in_team(ScopeSet accepted, std::string_view name) {
    return {accepted, "acme", Reach::team, {}, name};
  }
  static Wish choosing(std::span<const std::string> chosen) {
    return {kReadEvents, "acme", Reach::projects, {}, {}, chosen};
  }
  void set_role(OrgRole role) { caller_.memberships[0].role = role; }
  void set_team_role(TeamRole role) { caller_.memberships[0].teams[0].role = role; }
  void become_token(ScopeSet scopes) { caller_.token_scopes = scopes; }
  void become_organization_token(ScopeSet scopes) {
    caller_ = {};
    caller_.token_scopes = scopes;
    caller_.token_org = {1};
  }
  void close() { orgs_[0].open_membership = false; }

  Caller caller_{{5}};
  std::vector<OrgFacts> orgs_ = {{{1}, "acme"}, {{2}, "rival"}};
  std::vector<ProjectConfig> projects_ = {
      project(11, 1, "shop-api", {kApi}), project(12, 1, "shop-web", {kWeb}),
      project(13, 1, "gone", {kApi}, false), project(21, 2, "other", {kRivals}),
      project(22, 2, "shop-api", {kRivals})};
  std::vector<TeamFacts> teams_ = {{kApi, {1}, "api"}, {kWeb, {1}, "web"}, {kRivals, {2}, "api"}};
};

TEST_F(Decide, AnonymousGetsNothing) {
  const auto decided = decide(nullptr, {kReadEvents, "acme"}, {orgs_, projects_, teams_});
  ASSERT_FALSE(decided);
  EXPECT_EQ(decided.error(), Denial::unauthenticated);
}

TEST_F(Decide, ATokensScopesAreAskedBeforeAnythingIsLookedUp) {
  become_token({Scope::event_read});
  EXPECT_TRUE(ask({kReadEvents, "acme"}));
  EXPECT_EQ(denial({kReadProject, "acme"}), Denial::insufficient_scope);
  EXPECT_EQ(denial({kReadProject, "nobody"}), Denial::insufficient_scope);
  EXPECT_EQ(denial(in_project(kReadProject, "nobody")), Denial::insufficient_scope);
  EXPECT_EQ(denial({{}, "acme"}), Denial::insufficient_scope);
}

TEST_F(Decide, OnlyTheOwnOrganizationByIdOrSlug) {
  EXPECT_EQ(ids(ask({kReadOrg, "acme"})), (Ids{11, 12}));
  EXPECT_EQ(ids(ask({kReadOrg, "1"})), (Ids{11, 12}));
  for (const std::string_view org :
       {"2", "rival", "Acme", "", "0", "01x", "-1", "1 ", "18446744073709551617"}) {
    EXPECT_EQ(denial({kReadOrg, org}), Denial::unknown_organization) << org;
  }
  caller_.memberships.clear();
  EXPECT_EQ(denial({kReadOrg, "acme"}), Denial::unknown_organization);
}

TEST_F(Decide, TheRoleDecidesInTheOrganization) {
  EXPECT_TRUE(ask({kReadOrg, "acme"}));
  EXPECT_EQ(denial({kWriteOrg, "acme"}), Denial::insufficient_scope);
  set_role(OrgRole::manager);
  EXPECT_TRUE(ask({kWriteOrg, "acme"}));
  EXPECT_EQ(denial({kAdminOrg, "acme"}), Denial::insufficient_scope);
  set_role(OrgRole::owner);
  EXPECT_TRUE(ask({kAdminOrg, "acme"}));
}

TEST_F(Decide, ATokenIsCutByTheRoleItsOwnerHasNow) {
  become_token({Scope::org_admin, Scope::org_read});
  EXPECT_EQ(denial({kAdminOrg, "acme"}), Denial::insufficient_scope);
  set_role(OrgRole::owner);
  EXPECT_TRUE(ask({kAdminOrg, "acme"}));
  become_token({Scope::org_read});
  EXPECT_EQ(denial({kAdminOrg, "acme"}), Denial::insufficient_scope);
}

TEST_F(Decide, SettingsTakeScopesFromMembersAndTeamAdminsKeepThem) {
  orgs_[0].options.events_member_admin = false;
  EXPECT_EQ(denial(in_project(kAdminEvents, "shop-api")), Denial::insufficient_scope);
  set_team_role(TeamRole::admin);
  EXPECT_EQ(ids(ask(in_project(kAdminEvents, "shop-api"))), Ids{11});
  EXPECT_EQ(denial(in_project(kAdminEvents, "shop-web")), Denial::insufficient_scope);
  EXPECT_EQ(ids(ask({kAdminEvents, "acme", Reach::projects})), Ids{11});
  EXPECT_EQ(denial({kAdminEvents, "acme"}), Denial::insufficient_scope);
}

// The example of Sentry's documentation.
TEST_F(Decide, ATeamAdminManagesTheTeamItsProjectsAndNothingElse) {
  set_team_role(TeamRole::admin);
  caller_.memberships[0].teams.push_back({kWeb, TeamRole::contributor});
  projects_[0].teams = {kApi, kWeb};
  EXPECT_TRUE(ask(in_project(kWriteProject, "shop-api")));
  EXPECT_EQ(denial(in_project(kWriteProject, "shop-web")), Denial::insufficient_scope);
  EXPECT_TRUE(ask(in_team(kWriteTeam, "api")));
  EXPECT_TRUE(ask(in_team(kWriteProject, "api")));
  EXPECT_EQ(denial(in_team(kWriteTeam, "web")), Denial::insufficient_scope);
  EXPECT_EQ(denial({kWriteTeam, "acme"}), Denial::insufficient_scope);
}

TEST_F(Decide, TheProjectOfThePathMustBeOfTheOrganization) {
  EXPECT_EQ(ids(ask(in_project(kReadProject, "shop-api"))), Ids{11});
  EXPECT_EQ(ids(ask(in_project(kReadProject, "12"))), Ids{12});
  for (const std::string_view name :
       {"other", "21", "gone", "13", "nobody", "", "-1", "SHOP-API"}) {
    EXPECT_EQ(denial(in_project(kReadProject, name)), Denial::unknown_project) << name;
  }
}

TEST_F(Decide, TheTeamOfThePathMustBeOfTheOrganization) {
  const auto grant = ask(in_team(kReadTeam, "web"));
  ASSERT_TRUE(grant);
  EXPECT_EQ(grant->team, kWeb);
  EXPECT_EQ(ask(in_team(kReadTeam, "101"))->team, kApi);
  for (const std::string_view name : {"201", "nobody", "", "-1", "API"})
    EXPECT_EQ(denial(in_team(kReadTeam, name)), Denial::unknown_team) << name;
}

TEST_F(Decide, ClosedMembershipShowsTheOwnTeamsOnly) {
  close();
  EXPECT_EQ(ids(ask({kReadOrg, "acme"})), Ids{11});
  EXPECT_EQ(ids(ask({kReadEvents, "acme", Reach::projects})), Ids{11});
  EXPECT_EQ(denial(in_project(kReadProject, "shop-web")), Denial::forbidden_project);
  EXPECT_EQ(denial(in_team(kReadTeam, "web")), Denial::forbidden_team);
  EXPECT_EQ(ids(ask(in_team(kReadTeam, "api"))), Ids{11});
  const std::vector<std::string> closed = {"shop-web"};
  EXPECT_EQ(denial(choosing(closed)), Denial::forbidden_project);
  set_role(OrgRole::admin);
  EXPECT_EQ(ids(ask({kReadOrg, "acme"})), Ids{11});
  set_role(OrgRole::manager);
  EXPECT_EQ(ids(ask({kReadOrg, "acme"})), (Ids{11, 12}));
}

TEST_F(Decide, WithoutATeamClosedMembershipShowsNothing) {
  close();
  caller_.memberships[0].teams.clear();
  EXPECT_EQ(ids(ask({kReadEvents, "acme", Reach::projects})), Ids{});
}

TEST_F(Decide, AnOrganizationsTokenOpensThatOrganizationAlone) {
  become_organization_token({Scope::org_ci, Scope::event_read});
  close();
  EXPECT_EQ(ids(ask({kReadEvents, "acme", Reach::projects})), (Ids{11, 12}));
  EXPECT_EQ(denial({kReadEvents, "rival", Reach::projects}), Denial::unknown_organization);
  EXPECT_EQ(denial({kReadOrg, "acme"}), Denial::insufficient_scope);
  EXPECT_EQ(ask({kReadEvents, "acme", Reach::projects})->membership, nullptr);
}

TEST_F(Decide, AUserIsNeverLetInByTheOrganizationOfATokenAlone) {
  become_token({Scope::org_read});
  caller_.memberships.clear();
  caller_.token_org = {1};
  EXPECT_EQ(denial({kReadOrg, "acme"}), Denial::unknown_organization);
}

TEST_F(Decide, ChosenProjectsNarrowTheGrant) {
  const std::vector<std::string> both = {"12", "shop-api", "11"};
  EXPECT_EQ(ids(ask(choosing(both))), (Ids{11, 12}));
  const std::vector<std::string> one = {"shop-web"};
  EXPECT_EQ(ids(ask(choosing(one))), Ids{12});
  const std::vector<std::string> all = {"-1"};
  EXPECT_EQ(ids(ask(choosing(all))), (Ids{11, 12}));
}

TEST_F(Decide, AChosenProjectThatIsNotTheirsIsRefusedNotLeftOut) {
  for (const std::string name : {"21", "other", "13", "nobody", "", "99"}) {
    const std::vector<std::string> chosen = {"11", name};
    EXPECT_EQ(denial(choosing(chosen)), Denial::forbidden_project) << name;
  }
}

TEST_F(Decide, AnOrganizationWithoutProjectsGrantsNone) {
  projects_.clear();
  EXPECT_EQ(ids(ask({kReadEvents, "acme", Reach::projects})), Ids{});
}

TEST_F(Decide, AGrantFindsOnlyItsProjects) {
  set_team_role(TeamRole::admin);
  const auto grant = ask({kReadEvents, "acme", Reach::projects});
  ASSERT_TRUE(grant);
  ASSERT_NE(grant->find({11}), nullptr);
  EXPECT_EQ(grant->find({11})->slug, "shop-api");
  EXPECT_EQ(grant->find({22}), nullptr);
  EXPECT_TRUE(grant->scopes_in({11}).contains(Scope::project_admin));
  EXPECT_FALSE(grant->scopes_in({12}).contains(Scope::project_admin));
  EXPECT_TRUE(grant->scopes_in({22}).empty());
  EXPECT_EQ(grant->org_slug, "acme");
  EXPECT_EQ(grant->membership->member, MemberId{7});
}

}  // namespace
}  // namespace picket::domain::access
