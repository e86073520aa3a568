#include "domain/access/decision.h"

#include <gtest/gtest.h>

namespace picket::domain::access {
namespace {

ProjectConfig project(std::int64_t id, std::int64_t org, std::string slug, bool active = true) {
  ProjectConfig config;
  config.org = {org};
  config.project = {id};
  config.slug = std::move(slug);
  config.active = active;
  return config;
}

class Decide : public testing::Test {
 protected:
  Result<Grant, Denial> ask(Wish wish) { return decide(&caller_, wish, projects_); }
  Denial denial(Wish wish) {
    const auto decided = ask(wish);
    EXPECT_FALSE(decided);
    return decided ? Denial::unauthenticated : decided.error();
  }
  static std::vector<std::int64_t> ids(const Result<Grant, Denial>& grant) {
    std::vector<std::int64_t> ids;
    if (!grant) return {-1};
    for (const ProjectId id : grant->project_ids()) ids.push_back(id.value);
    return ids;
  }

  Caller caller_{{1}, "acme", {Scope::event_read, Scope::org_read}};
  std::vector<ProjectConfig> projects_ = {project(11, 1, "shop-api"), project(12, 1, "shop-web"),
                                          project(13, 1, "gone", false), project(21, 2, "other"),
                                          project(22, 2, "shop-api")};
};

using Ids = std::vector<std::int64_t>;

TEST_F(Decide, AnonymousGetsNothing) {
  const auto decided = decide(nullptr, {kReadEvents, "acme"}, projects_);
  ASSERT_FALSE(decided);
  EXPECT_EQ(decided.error(), Denial::unauthenticated);
}

TEST_F(Decide, AnyAcceptedScopeSuffices) {
  EXPECT_TRUE(ask({kReadEvents, "acme"}));
  EXPECT_TRUE(ask({{Scope::org_read}, "acme"}));
  EXPECT_EQ(denial({kReadProject, "acme"}), Denial::insufficient_scope);
  EXPECT_EQ(denial({{}, "acme"}), Denial::insufficient_scope);
  caller_.scopes = {};
  EXPECT_EQ(denial({kReadEvents, "acme"}), Denial::insufficient_scope);
}

TEST_F(Decide, TheScopeIsAskedFirst) {
  EXPECT_EQ(denial({kReadProject, "nobody"}), Denial::insufficient_scope);
}

TEST_F(Decide, OnlyTheOwnOrganizationByIdOrSlug) {
  EXPECT_EQ(ids(ask({kReadEvents, "acme"})), (Ids{11, 12}));
  EXPECT_EQ(ids(ask({kReadEvents, "1"})), (Ids{11, 12}));
  for (const std::string_view org :
       {"2", "rival", "Acme", "", "0", "01x", "-1", "1 ", "18446744073709551617"}) {
    EXPECT_EQ(denial({kReadEvents, org}), Denial::unknown_organization) << org;
  }
}

TEST_F(Decide, ACallerWithoutOrganizationHasNone) {
  caller_.org = {};
  caller_.org_slug = "";
  EXPECT_EQ(denial({kReadEvents, "0"}), Denial::unknown_organization);
  EXPECT_EQ(denial({kReadEvents, ""}), Denial::unknown_organization);
}

TEST_F(Decide, TheProjectOfThePathMustBeTheirs) {
  EXPECT_EQ(ids(ask({kReadEvents, "acme", "shop-api"})), Ids{11});
  EXPECT_EQ(ids(ask({kReadEvents, "acme", "12"})), Ids{12});
  for (const std::string_view name :
       {"other", "21", "gone", "13", "nobody", "", "-1", "SHOP-API"}) {
    EXPECT_EQ(denial({kReadEvents, "acme", name}), Denial::unknown_project) << name;
  }
}

TEST_F(Decide, ChosenProjectsNarrowTheGrant) {
  const std::vector<std::string> both = {"12", "shop-api", "11"};
  EXPECT_EQ(ids(ask({kReadEvents, "acme", {}, both})), (Ids{11, 12}));
  const std::vector<std::string> one = {"shop-web"};
  EXPECT_EQ(ids(ask({kReadEvents, "acme", {}, one})), Ids{12});
  const std::vector<std::string> all = {"-1"};
  EXPECT_EQ(ids(ask({kReadEvents, "acme", {}, all})), (Ids{11, 12}));
}

TEST_F(Decide, AChosenProjectThatIsNotTheirsIsRefusedNotLeftOut) {
  for (const std::string name : {"21", "other", "13", "nobody", "", "99"}) {
    const std::vector<std::string> chosen = {"11", name};
    EXPECT_EQ(denial({kReadEvents, "acme", {}, chosen}), Denial::forbidden_project) << name;
  }
}

TEST_F(Decide, AnOrganizationWithoutProjectsGrantsNone) {
  projects_.clear();
  EXPECT_EQ(ids(ask({kReadEvents, "acme"})), Ids{});
}

TEST_F(Decide, AGrantFindsOnlyItsProjects) {
  const auto grant = ask({kReadEvents, "acme", "shop-api"});
  ASSERT_TRUE(grant);
  ASSERT_NE(grant->find({11}), nullptr);
  EXPECT_EQ(grant->find({11})->slug, "shop-api");
  EXPECT_EQ(grant->find({12}), nullptr);
  EXPECT_EQ(grant->find({22}), nullptr);
}

}  // namespace
}  // namespace picket::domain::access
