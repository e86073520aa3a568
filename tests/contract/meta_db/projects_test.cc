// Projects, their keys and the version that the relay watches.
#include "ports/projects.h"

#include "adapters.h"
#include "ports/organizations.h"

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
  const ProjectId id = *tx->projects().create(config, "The Shop");
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

TEST_P(MetaDbContract, AllowedDomainsMayBeNoneAndAreWords) {
  const auto tx = write();
  domain::ProjectConfig config;
  config.org = org(*tx);
  config.slug = "closed";
  config.allowed_domains = {};
  ASSERT_TRUE(tx->projects().create(config, ""));
  EXPECT_TRUE(tx->projects().list()->at(0).allowed_domains.empty());
  for (const char* bad : {"", "a\nb"}) {
    config.slug = "other";
    config.allowed_domains = {bad};
    const auto refused = tx->projects().create(config, "");
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
  ASSERT_TRUE(tx->projects().create(config, ""));
  const auto twice = tx->projects().create(config, "");
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().kind, ErrorKind::conflict);
  EXPECT_EQ(twice.error().code, "already_exists");
}

TEST_P(MetaDbContract, PublicKeysAreUniqueEverywhere) {
  const auto tx = write();
  const ProjectId one = project(*tx, "one");
  const ProjectId two = project(*tx, "two");
  ASSERT_TRUE(tx->projects().add_key(one, {{}, "k1", "", true}));
  const auto twice = tx->projects().add_key(two, {{}, "k1", "", true});
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, "already_exists");
}

TEST_P(MetaDbContract, AKeyNeedsItsProject) {
  const auto refused = write()->projects().add_key(ProjectId{77}, {{}, "k1", "", true});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "missing_reference");
}

TEST_P(MetaDbContract, AProjectNeedsItsOrganization) {
  domain::ProjectConfig config;
  config.org = OrgId{77};
  config.slug = "lost";
  const auto refused = write()->projects().create(config, "");
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
  ASSERT_TRUE(tx->projects().add_key(id, {{}, "k1", "", true}));
  EXPECT_TRUE(moved());
  ASSERT_TRUE(tx->projects().add_team(id, team));
  EXPECT_TRUE(moved());
  EXPECT_TRUE(tx->projects().add_team(id, team));  // Safe to repeat.
}

}  // namespace
}  // namespace picket::contract
