// Projects, their keys and the version that the relay watches.
#include "ports/projects.h"

#include "adapters.h"
#include "ports/organizations.h"
#include "ports/users.h"

namespace picket::contract {
namespace {

TEST_P(MetaDbContract, AProjectComesBackAsItWasCreated) {
  const auto tx = write();
  domain::ProjectConfig config;
  config.org = org(*tx);
  config.slug = "shop";
  config.platform = "python-django";
  config.active = false;
  config.allowed_domains = {"*.example.org", "https://a.b"};
  config.keys = {{{}, std::string(32, 'a'), "Default", true},
                 {{}, std::string(32, 'b'), "Old", false}};
  const ProjectId id = *tx->projects().create(config, "The Shop", kStart);
  const auto projects = *tx->projects().list();
  ASSERT_EQ(projects.size(), 1U);
  const domain::ProjectConfig& stored = projects[0];
  EXPECT_EQ(stored.project, id);
  EXPECT_EQ(stored.org, config.org);
  EXPECT_EQ(stored.org_slug, "acme");
  EXPECT_EQ(stored.slug, "shop");
  EXPECT_EQ(stored.name, "The Shop");
  EXPECT_EQ(stored.platform, "python-django");
  EXPECT_FALSE(stored.active);
  EXPECT_EQ(stored.allowed_domains, config.allowed_domains);
  ASSERT_EQ(stored.keys.size(), 2U);
  EXPECT_TRUE(stored.keys[0].id);
  EXPECT_EQ(stored.keys[0].public_key, std::string(32, 'a'));
  EXPECT_EQ(stored.keys[0].label, "Default");
  EXPECT_TRUE(stored.keys[0].active);
  EXPECT_FALSE(stored.keys[1].active);
}

TEST_P(MetaDbContract, WhatIsDecidedAboutAProjectComesWithIt) {
  const auto tx = write();
  const ProjectId id = project(*tx, "shop");
  EXPECT_TRUE(tx->projects().list()->at(0).settings.changed().empty());
  EXPECT_TRUE(tx->projects().list()->at(0).org_options->changed().empty());

  const auto before = *tx->projects().config_version();
  ports::Project shop = tx->projects().get({&id, 1})->at(0);
  shop.settings.set(*domain::find_setting(domain::project_settings(), "scrubIPAddresses"), true);
  ASSERT_TRUE(tx->projects().update(shop));
  ports::Organization acme = **tx->organizations().get_org(shop.org);
  acme.settings.options.set(*domain::find_setting(domain::organization_options(), "safeFields"),
                            {"pin"});
  const auto after_project = *tx->projects().config_version();
  ASSERT_TRUE(tx->organizations().update_org(acme));
  EXPECT_LT(before, after_project);
  EXPECT_LT(after_project, *tx->projects().config_version());
  ports::ClientKey key;
  key.project = id;
  key.public_key = std::string(32, 'c');
  key.limit_count = 100;
  key.limit_window_s = 60;
  ASSERT_TRUE(tx->projects().add_key(key));

  const domain::ProjectConfig config = tx->projects().list()->at(0);
  EXPECT_EQ(config.settings, shop.settings);
  EXPECT_EQ(*config.org_options, acme.settings.options);
  EXPECT_EQ(config.keys.back().limit_count, 100);
  EXPECT_EQ(config.keys.back().limit_window_s, 60);
}

TEST_P(MetaDbContract, AllowedDomainsMayBeNoneAndAreWords) {
  const auto tx = write();
  domain::ProjectConfig config;
  config.org = org(*tx);
  config.slug = "closed";
  config.allowed_domains = {};
  ASSERT_TRUE(tx->projects().create(config, "", kStart));
  EXPECT_TRUE(tx->projects().list()->at(0).allowed_domains.empty());
  for (const char* bad : {"", "a\nb"}) {
    config.slug = "other";
    config.allowed_domains = {bad};
    const auto refused = tx->projects().create(config, "", kStart);
    ASSERT_FALSE(refused) << bad;
    EXPECT_EQ(refused.error().code, "bad_list_entry");
  }
}

TEST_P(MetaDbContract, SlugsAreUniqueInTheirOrganization) {
  const auto tx = write();
  project(*tx, "shop");
  domain::ProjectConfig config;
  config.org = *tx->organizations().create_org({{}, "other", "Other", kStart});
  config.slug = "shop";
  ASSERT_TRUE(tx->projects().create(config, "", kStart));
  const auto twice = tx->projects().create(config, "", kStart);
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().kind, ErrorKind::conflict);
  EXPECT_EQ(twice.error().code, "already_exists");
}

TEST_P(MetaDbContract, PublicKeysAreUniqueEverywhere) {
  const auto tx = write();
  const ProjectId one = project(*tx, "one");
  const ProjectId two = project(*tx, "two");
  ASSERT_TRUE(tx->projects().add_key({{}, one, "k1"}));
  const auto twice = tx->projects().add_key({{}, two, "k1"});
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, "already_exists");
}

TEST_P(MetaDbContract, AKeyNeedsItsProject) {
  const auto refused = write()->projects().add_key({{}, ProjectId{77}, "k1"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "missing_reference");
}

TEST_P(MetaDbContract, AProjectNeedsItsOrganization) {
  domain::ProjectConfig config;
  config.org = OrgId{77};
  config.slug = "lost";
  const auto refused = write()->projects().create(config, "", kStart);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "missing_reference");
}

TEST_P(MetaDbContract, EveryChangeOfAProjectMovesTheConfigVersion) {
  const auto tx = write();
  const TeamId team = *tx->organizations().create_team({{}, org(*tx), "web", "Web"});
  std::int64_t version = *tx->projects().config_version();
  const auto moved = [&] {
    const std::int64_t before = std::exchange(version, *tx->projects().config_version());
    return version > before;
  };
  EXPECT_FALSE(moved());
  const ProjectId id = project(*tx);
  EXPECT_TRUE(moved());
  ASSERT_TRUE(tx->projects().add_key({{}, id, "k1"}));
  EXPECT_TRUE(moved());
  ASSERT_TRUE(tx->projects().add_team(id, team));
  EXPECT_TRUE(moved());
  EXPECT_TRUE(tx->projects().add_team(id, team));  // Safe to repeat.
}

/// As it is stored.
ports::Project details(ports::MetaTx& tx, ProjectId id) {
  const auto found = tx.projects().get({&id, 1});
  EXPECT_TRUE(found && found->size() == 1);
  return found && found->size() == 1 ? found->front() : ports::Project();
}

TEST_P(MetaDbContract, WhatPeopleSeeOfAProjectComesBackAsItWasChanged) {
  const auto tx = write();
  const ProjectId id = project(*tx);
  const TeamId team = *tx->organizations().create_team({{}, org(*tx), "web", "Web"});
  ASSERT_TRUE(tx->projects().add_team(id, team));
  ports::Project seen = details(*tx, id);
  EXPECT_EQ(seen.org, org(*tx));
  EXPECT_EQ(seen.created, clock_.now());
  EXPECT_FALSE(seen.first_event);
  EXPECT_EQ(seen.settings, domain::SettingValues());
  EXPECT_EQ(seen.teams, std::vector{team});
  EXPECT_EQ(seen.version, 1);

  seen.slug = "store";
  seen.name = "Store";
  seen.platform = "go";
  seen.allowed_domains = {"a.b", "*.c"};
  seen.settings.set(*domain::find_setting(domain::project_settings(), "resolveAge"), 24);
  const std::int64_t version = *tx->projects().config_version();
  ASSERT_TRUE(tx->projects().update(seen));
  EXPECT_GT(*tx->projects().config_version(), version);
  const ports::Project changed = details(*tx, id);
  EXPECT_EQ(changed.slug, "store");
  EXPECT_EQ(changed.name, "Store");
  EXPECT_EQ(changed.platform, "go");
  EXPECT_EQ(changed.allowed_domains, seen.allowed_domains);
  EXPECT_EQ(changed.settings, seen.settings);
  EXPECT_EQ(changed.version, 2);
  EXPECT_EQ(tx->projects().list()->front().slug, "store");

  const auto late = tx->projects().update(seen);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, "changed_meanwhile");
}

TEST_P(MetaDbContract, AnOldSlugLeadsToItsProjectUntilAnotherHasIt) {
  const auto tx = write();
  const ProjectId id = project(*tx, "shop");
  ports::Project changed = details(*tx, id);
  changed.slug = "store";
  ASSERT_TRUE(tx->projects().update(changed));
  EXPECT_EQ(*tx->projects().renamed(org(*tx), "shop"), id);
  EXPECT_FALSE(*tx->projects().renamed(org(*tx), "store"));
  EXPECT_FALSE(*tx->projects().renamed(OrgId{77}, "shop"));

  changed = details(*tx, id);
  changed.slug = "market";
  ASSERT_TRUE(tx->projects().update(changed));
  EXPECT_EQ(*tx->projects().renamed(org(*tx), "shop"), id);
  changed = details(*tx, id);
  changed.slug = "shop";
  ASSERT_TRUE(tx->projects().update(changed));
  EXPECT_FALSE(*tx->projects().renamed(org(*tx), "shop"));

  project(*tx, "store");
  EXPECT_FALSE(*tx->projects().renamed(org(*tx), "store"));
}

TEST_P(MetaDbContract, ADeletedProjectIsGoneAndFreesItsSlug) {
  const auto tx = write();
  const ProjectId id = project(*tx, "shop");
  ports::Project changed = details(*tx, id);
  changed.slug = "store";
  ASSERT_TRUE(tx->projects().update(changed));
  ASSERT_TRUE(tx->projects().add_key({{}, id, "k1"}));
  const std::int64_t version = *tx->projects().config_version();
  ASSERT_TRUE(tx->projects().remove(id));
  EXPECT_GT(*tx->projects().config_version(), version);
  EXPECT_TRUE(tx->projects().list()->empty());
  EXPECT_TRUE(tx->projects().get({&id, 1})->empty());
  EXPECT_FALSE(*tx->projects().renamed(org(*tx), "shop"));
  EXPECT_NE(project(*tx, "store"), id);
  EXPECT_EQ(tx->projects().list()->size(), 1U);
  changed.version = 3;
  EXPECT_FALSE(tx->projects().update(changed));
}

TEST_P(MetaDbContract, ProjectsOfADeletedOrganizationAreGone) {
  const auto tx = write();
  const ProjectId id = project(*tx);
  const std::int64_t version = *tx->projects().config_version();
  ASSERT_TRUE(tx->organizations().delete_org(org(*tx)));
  EXPECT_GT(*tx->projects().config_version(), version);
  EXPECT_TRUE(tx->projects().list()->empty());
  EXPECT_TRUE(tx->projects().get({&id, 1})->empty());
}

TEST_P(MetaDbContract, AKeyComesBackAsItWasCreatedAndChanged) {
  const auto tx = write();
  const ProjectId id = project(*tx);
  ports::ClientKey key{{}, id, "pub", "sec", "Default", true, kStart, 100, 60, {}};
  key.id = *tx->projects().add_key(key);
  const auto stored = *tx->projects().keys({&id, 1});
  ASSERT_EQ(stored.size(), 1U);
  EXPECT_EQ(stored[0].id, key.id);
  EXPECT_EQ(stored[0].project, id);
  EXPECT_EQ(stored[0].public_key, "pub");
  EXPECT_EQ(stored[0].secret, "sec");
  EXPECT_EQ(stored[0].label, "Default");
  EXPECT_TRUE(stored[0].active);
  EXPECT_EQ(stored[0].created, kStart);
  EXPECT_EQ(stored[0].limit_count, 100);
  EXPECT_EQ(stored[0].limit_window_s, 60);

  key.label = "Old";
  key.active = false;
  key.limit_count = 0;
  key.limit_window_s = 0;
  key.settings.set(*domain::find_setting(domain::loader_options(), "hasDebug"), true);
  const std::int64_t version = *tx->projects().config_version();
  ASSERT_TRUE(tx->projects().update_key(key));
  EXPECT_GT(*tx->projects().config_version(), version);
  const ports::ClientKey changed = tx->projects().keys({&id, 1})->front();
  EXPECT_EQ(changed.label, "Old");
  EXPECT_FALSE(changed.active);
  EXPECT_EQ(changed.limit_count, 0);
  EXPECT_EQ(changed.limit_window_s, 0);
  EXPECT_EQ(changed.settings, key.settings);
  EXPECT_EQ(changed.version, 2);

  ASSERT_TRUE(tx->projects().remove_key(key.id));
  EXPECT_TRUE(tx->projects().keys({&id, 1})->empty());
}

TEST_P(MetaDbContract, AKeyIsNotChangedOverTheHeadOfAnother) {
  const auto tx = write();
  ports::ClientKey key{{}, project(*tx), "pub"};
  key.id = *tx->projects().add_key(key);
  ASSERT_TRUE(tx->projects().update_key(key));
  const auto late = tx->projects().update_key(key);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, "changed_meanwhile");
}

TEST_P(MetaDbContract, BookmarksAreEachUsersOwn) {
  const auto tx = write();
  const ProjectId one = project(*tx, "one");
  const ProjectId two = project(*tx, "two");
  const UserId ada = *tx->users().create_user({{}, "ada@acme.test", "", kStart});
  const UserId bo = *tx->users().create_user({{}, "bo@acme.test", "", kStart});
  for (const ProjectId id : {two, one, one})
    ASSERT_TRUE(tx->projects().set_bookmark(ada, id, true));
  EXPECT_EQ(*tx->projects().bookmarks(ada), (std::vector{one, two}));
  EXPECT_TRUE(tx->projects().bookmarks(bo)->empty());
  ASSERT_TRUE(tx->projects().set_bookmark(ada, one, false));
  ASSERT_TRUE(tx->projects().set_bookmark(ada, one, false));
  EXPECT_EQ(*tx->projects().bookmarks(ada), std::vector{two});
  ASSERT_TRUE(tx->projects().remove(two));
  EXPECT_TRUE(tx->projects().bookmarks(ada)->empty());
}

TEST_P(MetaDbContract, TheEarliestEventOfAProjectStands) {
  const auto tx = write();
  const ProjectId id = project(*tx);
  for (const int second : {20, 10, 30})
    ASSERT_TRUE(tx->projects().saw_event(id, kStart + std::chrono::seconds(second)));
  EXPECT_EQ(details(*tx, id).first_event, kStart + std::chrono::seconds(10));
}

TEST_P(MetaDbContract, EnvironmentsAndPlatformsAreNotedOnce) {
  const auto tx = write();
  const ProjectId one = project(*tx, "one");
  const ProjectId two = project(*tx, "two");
  for (const char* name : {"staging", "production", "staging"})
    ASSERT_TRUE(tx->projects().saw_environment(one, name));
  ASSERT_TRUE(tx->projects().saw_environment(two, "production"));
  for (const char* name : {"python", "go", "go"})
    ASSERT_TRUE(tx->projects().saw_platform(one, name));

  const std::vector both{one, two};
  const auto seen = *tx->projects().environments(both);
  ASSERT_EQ(seen.size(), 3U);
  EXPECT_EQ(seen[0].name, "production");
  EXPECT_EQ(seen[0].project, one);
  EXPECT_EQ(seen[1].project, two);
  EXPECT_EQ(seen[2].name, "staging");
  EXPECT_FALSE(seen[2].hidden);
  const auto platforms = *tx->projects().platforms(both);
  ASSERT_EQ(platforms.size(), 2U);
  EXPECT_EQ(platforms[0].platform, "go");
  EXPECT_EQ(platforms[1].platform, "python");

  ASSERT_TRUE(tx->projects().hide_environment(seen[2].id, true));
  ASSERT_TRUE(tx->projects().saw_environment(one, "staging"));
  EXPECT_TRUE(tx->projects().environments({&one, 1})->back().hidden);
}

TEST_P(MetaDbContract, AProjectHasOnlySoManyEnvironmentsAndPlatforms) {
  const auto tx = write();
  const ProjectId id = project(*tx);
  for (std::size_t i = 0; i < ports::ProjectSightings::kMaxEnvironments + 2; ++i)
    ASSERT_TRUE(tx->projects().saw_environment(id, std::to_string(i)));
  EXPECT_EQ(tx->projects().environments({&id, 1})->size(),
            ports::ProjectSightings::kMaxEnvironments);
  for (std::size_t i = 0; i < ports::ProjectSightings::kMaxPlatforms + 2; ++i)
    ASSERT_TRUE(tx->projects().saw_platform(id, std::to_string(i)));
  EXPECT_EQ(tx->projects().platforms({&id, 1})->size(), ports::ProjectSightings::kMaxPlatforms);
}

TEST_P(MetaDbContract, ATeamMayLeaveAProject) {
  const auto tx = write();
  const ProjectId id = project(*tx);
  const TeamId team = *tx->organizations().create_team({{}, org(*tx), "web", "Web"});
  ASSERT_TRUE(tx->projects().add_team(id, team));
  ASSERT_TRUE(tx->projects().remove_team(id, team));
  ASSERT_TRUE(tx->projects().remove_team(id, team));
  EXPECT_TRUE(tx->projects().list()->front().teams.empty());
}

}  // namespace
}  // namespace picket::contract
