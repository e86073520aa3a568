// Organizations, teams, members, projects and keys as clients change them.
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "conformance/api/people_api.h"
#include "ports/organizations.h"
#include "ports/projects.h"
#include "roles/api/route.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
using domain::access::Scope;
using net::Method;

struct Change {
  std::string_view route;
  Method method;
  std::string path;
  std::string_view body;
  std::string_view event;
};

TEST_F(PeopleApi, EveryChangeWritesOneEntryOfTheAuditLog) {
  world.fill();
  const std::string bo_path = member_path(people.bo_member);
  const std::string shop = "projects/acme/shop-api/";
  const std::vector<Change> changes = {
      {"organization_update", Method::put, "organizations/acme/", R"({"name":"A"})", "org.edit"},
      {"organization_team_create", Method::post, "organizations/acme/teams/", R"({"slug":"ops"})",
       "team.create"},
      {"team_update", Method::put, "teams/acme/ops/", R"({"slug":"sre"})", "team.edit"},
      {"team_project_create", Method::post, "teams/acme/sre/projects/", R"({"name":"Pay"})",
       "project.create"},
      {"organization_project_create", Method::post, "organizations/acme/projects/",
       R"({"name":"Till"})", "team-and-project.created"},
      {"project_update", Method::put, "projects/acme/pay/", R"({"resolveAge":24})", "project.edit"},
      {"project_team_add", Method::post, shop + "teams/core/", "", "project-team.add"},
      {"project_team_remove", Method::delete_, shop + "teams/core/", "", "project-team.remove"},
      {"project_environment_update", Method::put, shop + "environments/production/",
       R"({"isHidden":true})", "environment.edit"},
      {"project_filter_update", Method::put, shop + "filters/localhost/", R"({"active":true})",
       "project.enable"},
      {"project_key_create", Method::post, "projects/acme/pay/keys/", R"({"name":"Two"})",
       "projectkey.create"},
      {"project_key_update", Method::put, shop + "keys/" + people.key + "/",
       R"({"isActive":false})", "projectkey.disable"},
      {"project_key_delete", Method::delete_, shop + "keys/" + people.key + "/", "",
       "projectkey.remove"},
      {"organization_member_invite", Method::post, "organizations/acme/members/",
       R"({"email":"di@acme.test","teams":["core"]})", "member.invite"},
      {"organization_member_update", Method::put, bo_path, R"({"orgRole":"manager"})",
       "member.edit"},
      {"member_team_join", Method::post, bo_path + "teams/core/", "", "member.join-team"},
      {"member_team_leave", Method::delete_, bo_path + "teams/core/", "", "member.leave-team"},
      {"member_team_role", Method::put, member_path(people.cy_member) + "teams/core/",
       R"({"teamRole":"admin"})", "member.edit"},
      {"organization_member_remove", Method::delete_, bo_path, "", "member.remove"},
      {"team_delete", Method::delete_, "teams/acme/core/", "", "team.remove"},
      {"project_delete", Method::delete_, "projects/acme/pay/", "", "project.remove"},
      {"organization_delete", Method::delete_, "organizations/acme/", "", "org.remove"},
  };
  ASSERT_EQ(ask(ada, Method::post, member_path(people.cy_member) + "teams/core/").status, 201);
  std::set<std::string_view> covered = {"organization_create"};  // Tested below.
  for (const Change& change : changes) {
    covered.insert(change.route);
    const std::size_t before = log(people.acme).size();
    const auto answer = ask(ada, change.method, change.path, change.body);
    EXPECT_LT(answer.status, 300) << change.route << answer.body;
    const auto entries = log(people.acme);
    ASSERT_EQ(entries.size(), before + 1) << change.route;
    EXPECT_EQ(entries.front().event, change.event);
    EXPECT_EQ(entries.front().actor, people.ada) << change.route;
    EXPECT_EQ(entries.front().address, "127.0.0.1") << change.route;
  }
  for (const auto area : {api::organization_routes(), api::team_routes(), api::member_routes(),
                          api::project_routes()}) {
    for (const api::ApiRoute& route : area) {
      if (route.method == Method::get || route.access == api::Access::anyone) continue;
      EXPECT_TRUE(covered.contains(route.name)) << route.name;
    }
  }
}

TEST_F(PeopleApi, OwnersCreateOrganizations) {
  EXPECT_EQ(ask(bo, Method::post, "organizations/", R"({"name":"New"})").status, 403);
  const auto made = ask(ada, Method::post, "organizations/", R"({"name":"New Org"})");
  ASSERT_EQ(made.status, 201) << made.body;
  const json::value shown = json::parse(made.body);
  EXPECT_EQ(shown.at("slug"), "new-org");
  EXPECT_EQ(shown.at("orgRole"), "owner");
  const OrgId id{std::stoll(std::string(shown.at("id").as_string()))};
  ASSERT_EQ(log(id).size(), 1U);
  EXPECT_EQ(log(id).front().event, "org.create");
  EXPECT_EQ(ask(ada, Method::post, "organizations/", R"({"name":"x","slug":"new-org"})").status,
            409);
  EXPECT_EQ(get(ada, "organizations/").as_array().size(), 2U);
}

TEST_F(PeopleApi, SecretsAreNotInTheAuditLog) {
  const auto made = ask(ada, Method::post, "teams/acme/backend/projects/", R"({"name":"Pay"})");
  ASSERT_EQ(made.status, 201) << made.body;
  const json::value project = get(ada, "projects/acme/pay/");
  const json::value key = get(ada, "projects/acme/pay/keys/").at(0);
  ask(ada, Method::put, "projects/acme/pay/", R"({"securityToken":"verysecret"})");
  for (const ports::AuditEntry& entry : log(people.acme)) {
    for (const std::string_view secret :
         {std::string_view("verysecret"), std::string_view(project.at("securityToken").as_string()),
          std::string_view(key.at("secret").as_string())})
      EXPECT_EQ(entry.data_json.find(secret), std::string::npos) << entry.event;
  }
}

TEST_F(PeopleApi, ManagersMakeManagersButNoOwners) {
  const std::string bo_path = member_path(people.bo_member);
  EXPECT_EQ(ask(mia, Method::put, bo_path, R"({"orgRole":"owner"})").status, 403);
  EXPECT_EQ(ask(mia, Method::put, bo_path, R"({"orgRole":"admin"})").status, 400);
  EXPECT_EQ(ask(mia, Method::put, bo_path, R"({"orgRole":"manager"})").status, 200);
  EXPECT_EQ(ask(mia, Method::put, member_path(people.ada_member), R"({"orgRole":"member"})").status,
            403);
  EXPECT_EQ(ask(mia, Method::put, member_path("me"), R"({"orgRole":"member"})").status, 400);
  EXPECT_EQ(ask(bo, Method::put, member_path(people.cy_member), R"({"orgRole":"owner"})").status,
            403);
}

TEST_F(PeopleApi, TheLastOwnerStays) {
  EXPECT_EQ(ask(ada, Method::delete_, member_path("me")).status, 403);
  EXPECT_EQ(get(ada, member_path("me")).at("isOnlyOwner"), true);
  ASSERT_EQ(ask(ada, Method::put, member_path(people.mia_member), R"({"orgRole":"owner"})").status,
            200);
  EXPECT_EQ(ask(mia, Method::put, member_path(people.ada_member), R"({"orgRole":"member"})").status,
            200);
  EXPECT_EQ(ask(mia, Method::delete_, member_path("me")).status, 403);
}

TEST_F(PeopleApi, PeopleRemoveThemselvesAndNobodyAboveThem) {
  EXPECT_EQ(ask(bo, Method::delete_, member_path(people.mia_member)).status, 400);
  EXPECT_EQ(ask(mia, Method::delete_, member_path(people.ada_member)).status, 400);
  EXPECT_EQ(ask(bo, Method::delete_, member_path(people.cy_member)).status, 400);
  EXPECT_EQ(ask(bo, Method::delete_, member_path("me")).status, 204);
  EXPECT_EQ(ask(bo, Method::get, "organizations/acme/").status, 404);
  EXPECT_EQ(ask(mia, Method::delete_, member_path(people.cy_member)).status, 204);
}

TEST_F(PeopleApi, MembersOfOtherOrganizationsDoNotResolve) {
  const std::string sam = token_of(world, people.sam, every_scope());
  EXPECT_EQ(ask(sam, Method::get, "organizations/globex/members/" + people.bo_member + "/").status,
            404);
  EXPECT_EQ(ask(sam, Method::put, "organizations/globex/members/" + people.bo_member + "/",
                R"({"orgRole":"member"})")
                .status,
            404);
  EXPECT_EQ(ask(sam, Method::post, "organizations/globex/members/me/teams/backend/").status, 404);
}

TEST_F(PeopleApi, FieldsThatAreNotThePeoplesArePassedOver) {
  const auto answer = ask(
      ada, Method::put, member_path(people.bo_member),
      R"({"user":1,"id":"9","organization":"globex","flags":{"sso:linked":true},"email":"x@y.z"})");
  ASSERT_EQ(answer.status, 200) << answer.body;
  const json::value shown = json::parse(answer.body);
  EXPECT_EQ(shown.at("id"), people.bo_member.c_str());
  EXPECT_EQ(shown.at("email"), "bo@acme.test");
  EXPECT_EQ(shown.at("flags").at("sso:linked"), false);
}

TEST_F(PeopleApi, ClosedMembershipKeepsPeopleOutOfTeamsThatAreNotTheirs) {
  EXPECT_EQ(ask(bo, Method::post, member_path("me") + "teams/core/").status, 201);
  EXPECT_EQ(ask(bo, Method::delete_, member_path("me") + "teams/core/").status, 200);
  close_membership();
  EXPECT_EQ(ask(bo, Method::post, member_path("me") + "teams/core/").status, 403);
  EXPECT_EQ(ask(bo, Method::get, "teams/acme/core/").status, 403);
  EXPECT_EQ(ask(mia, Method::post, member_path(people.bo_member) + "teams/core/").status, 201);
  EXPECT_EQ(ask(bo, Method::delete_, member_path("me") + "teams/core/").status, 200);
  EXPECT_EQ(
      ask(bo, Method::put, member_path("me") + "teams/backend/", R"({"teamRole":"admin"})").status,
      403);
}

TEST_F(PeopleApi, AChangeThatCameTooLateIs409) {
  const std::string key_path = "projects/acme/shop-api/keys/" + people.key + "/";
  const std::pair<std::string, std::string_view> things[] = {
      {"organizations/acme/", R"({"name":"N%"})"},
      {"teams/acme/backend/", R"({"name":"N%"})"},
      {"projects/acme/shop-api/", R"({"name":"N%"})"},
      {key_path, R"({"name":"N%"})"},
      {member_path(people.bo_member), R"({"orgRole":"manager","teams":["core"]})"}};
  for (const auto& [path, body] : things) {
    const auto read = ask(ada, Method::get, path);
    const std::string tag(read.headers.get("ETag"));
    ASSERT_FALSE(tag.empty()) << path;
    const std::string same = "If-Match: " + tag + "\r\n";
    const auto first = ask(ada, Method::put, path, body, same);
    EXPECT_EQ(first.status, 200) << path << first.body;
    EXPECT_NE(first.headers.get("ETag"), tag) << path;
    EXPECT_EQ(ask(mia, Method::put, path, body, same).status, 409) << path;
    EXPECT_EQ(ask(ada, Method::get, path).headers.get("ETag"), first.headers.get("ETag")) << path;
  }
}

TEST_F(PeopleApi, ARenamedProjectIsFoundUnderItsOldName) {
  ASSERT_EQ(ask(ada, Method::put, "projects/acme/shop-api/", R"({"slug":"shop-core"})").status,
            200);
  const auto moved = ask(ada, Method::get, "projects/acme/shop-api/keys/");
  EXPECT_EQ(moved.status, 302);
  EXPECT_EQ(moved.headers.get("Location"), "/api/0/projects/acme/shop-core/keys/");
  EXPECT_EQ(json::parse(moved.body).at("slug"), "shop-core");
  const std::string sam = token_of(world, people.sam, every_scope());
  EXPECT_EQ(ask(sam, Method::get, "projects/acme/shop-api/keys/").status, 404);
  EXPECT_EQ(
      ask(ada, Method::post, "teams/acme/backend/projects/", R"({"name":"a","slug":"shop-api"})")
          .status,
      201);
  EXPECT_EQ(ask(ada, Method::get, "projects/acme/shop-api/").status, 200);
}

TEST_F(PeopleApi, WhoOnlyReadsAProjectMayStarIt) {
  const std::string path = "projects/acme/shop-api/";
  const auto starred = ask(bo, Method::put, path, R"({"isBookmarked":true})");
  ASSERT_EQ(starred.status, 200) << starred.body;
  EXPECT_EQ(json::parse(starred.body).at("isBookmarked"), true);
  EXPECT_EQ(get(ada, path).at("isBookmarked"), false);
  EXPECT_EQ(ask(bo, Method::put, path, R"({"name":"Mine","isBookmarked":false})").status, 403);
  EXPECT_EQ(get(bo, path).at("isBookmarked"), true);
}

TEST_F(PeopleApi, AKeyTakesEventsUntilItIsSwitchedOff) {
  const auto made = ask(
      ada, Method::post, "projects/acme/shop-api/keys/",
      R"({"name":"CI","rateLimit":{"count":100,"window":60},"dynamicSdkLoaderOptions":{"hasDebug":true}})");
  ASSERT_EQ(made.status, 201) << made.body;
  const json::value key = json::parse(made.body);
  EXPECT_EQ(key.at("projectId"), 1);
  EXPECT_EQ(key.at("rateLimit").at("count"), 100);
  EXPECT_EQ(key.at("dynamicSdkLoaderOptions").at("hasDebug"), true);
  const std::string pub(key.at("public").as_string());
  EXPECT_EQ(key.at("dsn").at("public"), ("https://" + pub + "@sentry.acme.test/1").c_str());
  const std::string path = "projects/acme/shop-api/keys/" + pub + "/";
  EXPECT_TRUE(json::parse(ask(ada, Method::put, path, R"({"rateLimit":null})").body)
                  .at("rateLimit")
                  .is_null());
  EXPECT_EQ(ask(ada, Method::put, path, R"({"rateLimit":{"count":-1}})").status, 400);
  EXPECT_EQ(ask(bo, Method::put, path, R"({"name":"x"})").status, 403);
  EXPECT_EQ(ask(ada, Method::delete_, path).status, 204);
  EXPECT_EQ(ask(ada, Method::get, path).status, 404);
}

TEST_F(PeopleApi, WhatEventsShowedIsInTheLists) {
  EXPECT_TRUE(get(ada, "organizations/acme/projects/").at(0).at("firstEvent").is_null());
  world.fill();
  const json::value shop = get(ada, "organizations/acme/projects/?statsPeriod=24h").at(0);
  EXPECT_EQ(shop.at("firstEvent"), "2026-05-13T12:00:00Z");
  EXPECT_EQ(shop.at("platforms").at(0), "python");
  EXPECT_FALSE(shop.at("environments").as_array().empty());
  ASSERT_EQ(shop.at("stats").as_array().size(), 24U);
  std::int64_t events = 0;
  for (const json::value& point : shop.at("stats").as_array()) events += point.at(1).as_int64();
  EXPECT_EQ(events, 3);
  const std::string environments = "projects/acme/shop-api/environments/";
  const std::size_t before = get(ada, environments).as_array().size();
  ASSERT_EQ(ask(ada, Method::put, environments + "production/", R"({"isHidden":true})").status,
            200);
  EXPECT_EQ(get(ada, environments).as_array().size(), before - 1);
  EXPECT_EQ(get(ada, environments + "?visibility=all").as_array().size(), before);
  EXPECT_EQ(ask(ada, Method::get, environments + "?visibility=some").status, 400);
}

TEST_F(PeopleApi, AnInvitationShowsItsLinkOnce) {
  const auto made = ask(
      bo, Method::post, "organizations/acme/members/",
      R"({"email":"di@acme.test","orgRole":"member","teamRoles":[{"teamSlug":"backend","role":"contributor"}]})");
  ASSERT_EQ(made.status, 201) << made.body;
  const json::value shown = json::parse(made.body);
  EXPECT_TRUE(shown.at("invite_link").as_string().starts_with("https://sentry.acme.test/accept/"));
  EXPECT_TRUE(shown.at("pending").as_bool());
  EXPECT_EQ(shown.at("teams").at(0), "backend");
  const std::string path = member_path(std::string(shown.at("id").as_string()));
  EXPECT_TRUE(get(ada, path).at("invite_link").is_null());
  const auto again = ask(bo, Method::put, path, R"({"reinvite":true,"regenerate":true})");
  ASSERT_EQ(again.status, 200) << again.body;
  EXPECT_NE(json::parse(again.body).at("invite_link"), shown.at("invite_link"));
  EXPECT_EQ(ask(bo, Method::put, member_path(people.cy_member), R"({"reinvite":true})").status,
            403);
  for (const std::string_view body :
       {R"({"email":"di@acme.test"})", R"({"email":"BO@acme.test"})", R"({"email":"no"})",
        R"({"email":"e@acme.test","orgRole":"owner"})", R"({"email":"e@acme.test","role":"admin"})",
        R"({"email":"e@acme.test","teams":["nowhere"]})"})
    EXPECT_EQ(ask(bo, Method::post, "organizations/acme/members/", body).status, 400) << body;
  ASSERT_EQ(ask(ada, Method::put, "organizations/acme/", R"({"allowMemberInvite":false})").status,
            200);
  EXPECT_EQ(
      ask(bo, Method::post, "organizations/acme/members/", R"({"email":"f@acme.test"})").status,
      403);
}

TEST_F(PeopleApi, MembersAreFoundByWhatTheQuerySays) {
  const auto count = [&](const std::string& query) {
    return get(ada, "organizations/acme/members/?query=" + query).as_array().size();
  };
  EXPECT_EQ(count(""), 4U);
  EXPECT_EQ(count("lind"), 1U);
  EXPECT_EQ(count("email:bo@acme.test"), 1U);
  EXPECT_EQ(count("role:member"), 2U);
  EXPECT_EQ(count("isInvited:true"), 1U);
  EXPECT_EQ(count("user.id:" + std::to_string(people.bo.value)), 1U);
  EXPECT_EQ(count("shoe:9"), 0U);
  EXPECT_EQ(get(ada, "teams/acme/backend/members/").as_array().size(), 2U);
  EXPECT_EQ(get(ada, "projects/acme/shop-api/members/").as_array().size(), 2U);
}

TEST_F(PeopleApi, ListsAreReadInPages) {
  {
    auto tx = *world.meta().begin_write(Deadline::never());
    for (int i = 0; i < 500; ++i) {
      domain::ProjectConfig config;
      config.org = people.acme;
      config.slug = "p" + std::to_string(1000 + i);
      ASSERT_TRUE(tx->projects().create(config, config.slug, world.now()));
    }
    for (int i = 0; i < 2000; ++i) {
      ports::Member member;
      member.org = people.acme;
      member.email = std::to_string(i) + "@acme.test";
      ASSERT_TRUE(tx->organizations().add_member(member));
    }
    ASSERT_TRUE(tx->commit());
  }
  const auto read_all = [&](std::string path) {
    std::set<std::string> ids;
    std::string cursor;
    for (int page = 0; page < 40; ++page) {
      const auto answer = ask(ada, Method::get, path + "?cursor=" + cursor);
      EXPECT_EQ(answer.status, 200) << answer.body;
      const json::value rows = json::parse(answer.body);
      for (const json::value& one : rows.as_array())
        EXPECT_TRUE(ids.insert(std::string(one.at("id").as_string())).second);
      const std::string link(answer.headers.get("Link"));
      const std::size_t next = link.find("rel=\"next\"; results=\"true\"; cursor=\"");
      if (next == std::string::npos) break;
      cursor = link.substr(link.find("cursor=\"", next) + 8);
      cursor = cursor.substr(0, cursor.find('"'));
    }
    return ids.size();
  };
  EXPECT_EQ(read_all("organizations/acme/projects/"), 501U);
  EXPECT_EQ(read_all("organizations/acme/members/"), 2004U);
  EXPECT_EQ(
      get(ada, "organizations/acme/projects/?all_projects=1&statsPeriod=24h").as_array().size(),
      501U);
  EXPECT_EQ(ask(ada, Method::get, "organizations/acme/projects/?cursor=9:9:0").status, 400);
}

TEST_F(PeopleApi, SettingsThatPicketLacksAreNotTakenInSilence) {
  EXPECT_EQ(ask(ada, Method::put, "organizations/acme/", R"({"require2FA":true})").status, 400);
  EXPECT_EQ(ask(ada, Method::put, "organizations/acme/", R"({"require2FA":false})").status, 200);
  for (const char* body :
       {R"({"avatarType":"upload"})", R"({"avatar":"aGVsbG8="})", R"({"cancelDeletion":true})"})
    EXPECT_EQ(ask(ada, Method::put, "organizations/acme/", body).status, 400) << body;
  constexpr std::string_view kShop = "projects/acme/shop-api/";
  EXPECT_EQ(ask(ada, Method::put, kShop, R"({"copy_from_project":2})").status, 400);
  const auto unknown = ask(ada, Method::put, kShop, R"({"options":{"sentry:unheard_of":1}})");
  EXPECT_EQ(unknown.status, 400);
  EXPECT_NE(unknown.body.find("sentry:unheard_of"), std::string::npos) << unknown.body;
  ASSERT_EQ(ask(ada, Method::put, kShop,
                R"({"options":{"sentry:resolve_age":48,"filters:releases":"1.*"}})")
                .status,
            200);
  EXPECT_EQ(get(ada, kShop).at("resolveAge"), 48) << "the same by two names";
  const auto answer = ask(ada, Method::put, "projects/acme/shop-api/",
                          R"({"digestsMinDelay":600,"digestsMaxDelay":60,"slug":"7","name":""})");
  EXPECT_EQ(answer.status, 400);
  const json::value wrong = json::parse(answer.body);
  for (const char* name : {"digestsMinDelay", "slug", "name"})
    EXPECT_TRUE(wrong.as_object().contains(name)) << answer.body;
}

/// "accept-invite/7/SECRET/" of a new invitation.
class InvitationApi : public PeopleApi {
 protected:
  std::string invite(std::string_view email) {
    const auto made = ask(ada, Method::post, "organizations/acme/members/",
                          json::serialize(json::value{{"email", email}}));
    EXPECT_EQ(made.status, 201) << made.body;
    const json::value shown = json::parse(made.body);
    const std::string link(shown.at("invite_link").as_string());
    return "accept-invite/" + link.substr(link.find("/accept/") + 8);
  }
  std::vector<ports::AuditEntry> accepted() {
    auto entries = log(people.acme);
    std::erase_if(entries, [](const auto& one) { return one.event != "member.accept-invite"; });
    return entries;
  }
  static constexpr std::string_view kAccount =
      R"({"name":"Di Fox","password":"correct horse battery"})";
};

TEST_F(InvitationApi, MakesAnAccountAndSignsItIn) {
  const std::string path = invite("di@acme.test");
  const json::value shown = json::parse(ask("", Method::get, path).body);
  EXPECT_EQ(shown.at("orgSlug"), "acme");
  EXPECT_EQ(shown.at("email"), "di@acme.test");
  EXPECT_EQ(shown.at("needsAuthentication"), true);
  EXPECT_EQ(shown.at("existingMember"), false);

  EXPECT_EQ(ask("", Method::post, path, R"({"name":"Di","password":"short"})").status, 400);
  EXPECT_EQ(ask("", Method::post, path, R"({"password":"correct horse battery"})").status, 400);
  const auto joined = ask("", Method::post, path, kAccount);
  ASSERT_EQ(joined.status, 204) << joined.body;
  EXPECT_TRUE(joined.headers.get("Set-Cookie").starts_with("sentrysid="));
  const json::value di = get(ada, "organizations/acme/members/?query=email:di@acme.test").at(0);
  EXPECT_EQ(di.at("name"), "Di Fox");
  EXPECT_EQ(di.at("pending"), false);
  ASSERT_EQ(accepted().size(), 1U);
  EXPECT_EQ(std::to_string(accepted().front().actor.value), di.at("user").at("id").as_string());

  EXPECT_EQ(ask("", Method::get, path).status, 404);  // It opens once.
  EXPECT_EQ(ask("", Method::post, path, kAccount).status, 404);
}

TEST_F(InvitationApi, OpensForItsOwnSecretAlone) {
  const std::string path = invite("di@acme.test");
  const std::string other = invite("ed@acme.test");
  const std::size_t secret = path.find('/', path.find('/') + 1);
  const std::size_t other_secret = other.find('/', other.find('/') + 1);
  for (const std::string& wrong :
       {path.substr(0, secret) + other.substr(other_secret), std::string("accept-invite/1/x/"),
        path.substr(0, secret) + "/" + std::string(64, '0') + "/",
        "accept-invite/" + people.bo_member + path.substr(secret)}) {
    EXPECT_EQ(ask("", Method::get, wrong).status, 404) << wrong;
    EXPECT_EQ(ask("", Method::post, wrong, kAccount).status, 404) << wrong;
  }
  EXPECT_TRUE(accepted().empty());
}

TEST_F(InvitationApi, EndsWhenItIsRenewedRevokedOrOld) {
  const std::string renewed = invite("di@acme.test");
  const std::string id = renewed.substr(14, renewed.find('/', 14) - 14);
  ASSERT_EQ(ask(ada, Method::put, member_path(id), R"({"regenerate":true})").status, 200);
  EXPECT_EQ(ask("", Method::get, renewed).status, 404);

  const std::string revoked = invite("ed@acme.test");
  const std::string revoked_id = revoked.substr(14, revoked.find('/', 14) - 14);
  ASSERT_EQ(ask(ada, Method::delete_, member_path(revoked_id)).status, 204);
  EXPECT_EQ(ask("", Method::post, revoked, kAccount).status, 404);

  const std::string old = invite("flo@acme.test");
  {
    auto tx = *world.meta().begin_write(Deadline::never());
    ports::MemberQuery query;
    query.org = people.acme;
    query.email = "flo@acme.test";
    ports::Member member = tx->organizations().list_members(query)->front();
    member.invite_expires = world.now();
    ASSERT_TRUE(tx->organizations().update_member(member));
    ASSERT_TRUE(tx->commit());
  }
  EXPECT_EQ(ask("", Method::post, old, kAccount).status, 404);
}

TEST_F(InvitationApi, TakesNoAccountOverAndNoToken) {
  const std::string path = invite("sam@globex.test");
  const auto known = ask("", Method::post, path, kAccount);
  EXPECT_EQ(known.status, 400) << known.body;
  const std::string sam = token_of(world, people.sam, every_scope());
  EXPECT_EQ(ask(sam, Method::post, path).status, 403);  // A token may not join for its user.
  EXPECT_EQ(ask(sam, Method::get, "organizations/acme/").status, 404);
}

}  // namespace
}  // namespace picket::conformance
