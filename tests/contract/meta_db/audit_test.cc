// Who changed what.
#include "ports/audit.h"

#include "../texts.h"
#include "adapters.h"

namespace picket::contract {
namespace {

TEST_P(MetaDbContract, AuditEntriesComeBackNewestFirst) {
  const auto tx = write();
  const OrgId acme = org(*tx);
  const OrgId other = *tx->organizations().create_org({{}, "other", "Other", kStart});
  for (const std::string& text : kHostileTexts) {
    ASSERT_TRUE(tx->audit().add(
        {0, acme, kStart, "org.edit", UserId{5}, text, "192.0.2.1", 7, UserId{6}, "{\"a\":1}"}));
  }
  ASSERT_TRUE(tx->audit().add({0, other, kStart, "org.edit", {}, "", "", 0, {}, "{}"}));
  const auto entries = *tx->audit().list({.org = acme});
  ASSERT_EQ(entries.size(), kHostileTexts.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const ports::AuditEntry& entry = entries[entries.size() - 1 - i];
    EXPECT_EQ(entry.actor_label, kHostileTexts[i]);
    EXPECT_EQ(entry.org, acme);
    EXPECT_EQ(entry.created, kStart);
    EXPECT_EQ(entry.event, "org.edit");
    EXPECT_EQ(entry.actor, UserId{5});
    EXPECT_EQ(entry.address, "192.0.2.1");
    EXPECT_EQ(entry.target, 7);
    EXPECT_EQ(entry.target_user, UserId{6});
    EXPECT_EQ(entry.data_json, "{\"a\":1}");
  }
}

TEST_P(MetaDbContract, AuditEntriesAreFoundByEventActorAndTime) {
  const auto tx = write();
  const OrgId acme = org(*tx);
  const auto add = [&](const char* event, std::int64_t actor, int second) {
    return *tx->audit().add({0,
                             acme,
                             kStart + std::chrono::seconds(second),
                             event,
                             UserId{actor},
                             "",
                             "",
                             0,
                             {},
                             "{}"});
  };
  const auto first = add("org.edit", 1, 0);
  const auto second = add("team.create", 1, 1);
  const auto third = add("org.edit", 2, 2);
  const auto find = [&](ports::AuditQuery query) {
    query.org = acme;
    std::vector<std::int64_t> ids;
    const auto found = *tx->audit().list(query);
    for (const auto& entry : found) ids.push_back(entry.id);
    return ids;
  };
  using Ids = std::vector<std::int64_t>;
  EXPECT_EQ(find({}), (Ids{third, second, first}));
  EXPECT_EQ(find({.event = "org.edit"}), (Ids{third, first}));
  EXPECT_EQ(find({.actor = UserId{1}}), (Ids{second, first}));
  EXPECT_EQ(find({.start = kStart + std::chrono::seconds(1)}), (Ids{third, second}));
  EXPECT_EQ(find({.end = kStart + std::chrono::seconds(1)}), Ids{first});
  EXPECT_EQ(find({.offset = 1, .limit = 1}), Ids{second});
  EXPECT_EQ(tx->audit().list({.org = acme, .limit = 1'001}).error().code, "limit_too_large");
}

}  // namespace
}  // namespace picket::contract
