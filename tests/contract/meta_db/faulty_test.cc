// The decorator itself: where its faults fall, what is left of a transaction after one, and that
// retrying them loses and doubles nothing.
#include "adapters.h"
#include "ports/attachments.h"
#include "ports/batches.h"
#include "ports/dead_letters.h"
#include "ports/issues.h"
#include "ports/items.h"
#include "ports/monitors.h"
#include "ports/organizations.h"
#include "ports/outcomes.h"
#include "ports/projects.h"
#include "ports/releases.h"
#include "ports/session_counts.h"
#include "ports/transactions.h"
#include "ports/user_reports.h"
#include "ports/users.h"

namespace picket::contract {
namespace {

using adapters::Fault;

constexpr Timestamp kNow = from_unix_us(1'764'000'000'000'000);

class FaultyMetaDbTest : public testing::Test {
 protected:
  FaultyMetaDbTest() {
    EXPECT_TRUE(inner_->migrate());
    const auto tx = *inner_->begin_write(Deadline::in(std::chrono::seconds(1)));
    org_ = *tx->organizations().create_org({{}, "acme", "Acme", kNow});
    EXPECT_TRUE(tx->commit());
  }

  std::unique_ptr<ports::MetaTx> write() {
    auto tx = db_.begin_write(Deadline::in(std::chrono::seconds(1)));
    EXPECT_TRUE(tx);
    return *std::move(tx);
  }
  Result<ProjectId> create(ports::MetaTx& tx, const std::string& slug) {
    domain::ProjectConfig config;
    config.org = org_;
    config.slug = slug;
    return tx.projects().create(config, slug, kNow);
  }
  std::size_t projects() {
    const auto tx = inner_->begin_read();
    EXPECT_TRUE(tx);
    return (*tx)->projects().list()->size();
  }
  template <class T>
  static void expect_injected(const Result<T>& result, std::string_view what) {
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, ErrorKind::unavailable);
    EXPECT_EQ(result.error().code, "fault_injected");
    EXPECT_EQ(result.error().detail, what);
  }

  ManualClock clock_{kNow};
  std::unique_ptr<adapters::MetaSql> inner_ = *adapters::MetaSql::open({}, clock_);
  adapters::FaultPlan plan_{7};
  adapters::FaultyMetaDb db_{*inner_, plan_};
  OrgId org_;
};

TEST_F(FaultyMetaDbTest, ABeginThatFailsHoldsNothing) {
  plan_.script({Fault::fail_before, Fault::fail_after, Fault::fail_before, Fault::fail_after});
  const Deadline soon = Deadline::in(std::chrono::seconds(1));
  expect_injected(db_.begin_write(soon), "begin_write");
  expect_injected(db_.begin_write(soon), "begin_write");
  expect_injected(db_.begin_read(), "begin_read");
  expect_injected(db_.begin_read(), "begin_read");
  EXPECT_TRUE(inner_->begin_write(Deadline::now()));
}

TEST_F(FaultyMetaDbTest, AfterAFaultTheTransactionIsDeadAndRolledBack) {
  for (const Fault fault : {Fault::fail_before, Fault::fail_after}) {
    const auto tx = write();
    ASSERT_TRUE(create(*tx, "first"));
    plan_.script({fault});
    expect_injected(create(*tx, "second"), "create");
    expect_injected(tx->issues().overrides(), "create");
    expect_injected(tx->commit(), "create");
  }
  EXPECT_EQ(plan_.injected(), 2) << "a dead transaction asks the plan no more";
  EXPECT_EQ(projects(), 0U);
  const auto tx = write();
  EXPECT_TRUE(create(*tx, "first"));
  EXPECT_TRUE(tx->commit());
}

TEST_F(FaultyMetaDbTest, ACommitFailsBeforeOrAfterTheFact) {
  for (const auto& [fault, committed] :
       {std::pair(Fault::fail_before, 0U), std::pair(Fault::fail_after, 1U)}) {
    {
      const auto tx = write();
      ASSERT_TRUE(create(*tx, "acme"));
      plan_.script({fault});
      expect_injected(tx->commit(), "commit");
      expect_injected(tx->commit(), "commit");
    }
    EXPECT_EQ(projects(), committed);
  }
}

TEST_F(FaultyMetaDbTest, AnErrorOfItsOwnStaysTheTransactions) {
  const auto tx = write();
  ASSERT_TRUE(create(*tx, "acme"));
  EXPECT_EQ(create(*tx, "acme").error().kind, ErrorKind::conflict);
  EXPECT_EQ(tx->commit().error().kind, ErrorKind::conflict);
  EXPECT_EQ(plan_.injected(), 0);
}

TEST_F(FaultyMetaDbTest, ARetriedHistoryEndsAsIfNothingHadFailed) {
  constexpr int kProjects = 50;
  plan_.set_rates({.fail_before = 100, .fail_after = 100});
  const auto add = [this](const std::string& slug) -> Result<void> {
    const auto tx = db_.begin_write(Deadline::in(std::chrono::seconds(1)));
    if (!tx) return unexpected(tx.error());
    if (const auto project = create(**tx, slug); !project) return unexpected(project.error());
    return (*tx)->commit();
  };
  for (int i = 0; i < kProjects; ++i) {
    for (;;) {
      const auto added = add(std::to_string(i));
      if (added) break;
      if (added.error().kind == ErrorKind::conflict) break;  // A commit whose answer was lost.
    }
  }
  EXPECT_GT(plan_.injected(), 20);
  EXPECT_EQ(projects(), static_cast<std::size_t>(kProjects));
}

/// Every call of every repository, each in a transaction of its own whose begin succeeds.
TEST_F(FaultyMetaDbTest, PutsEveryCallUnderThePlan) {
  const std::vector<std::function<bool(ports::MetaTx&)>> calls = {
      [](auto& tx) { return tx.projects().create({}, "a", kNow).has_value(); },
      [](auto& tx) { return tx.projects().list().has_value(); },
      [](auto& tx) { return tx.projects().get({}).has_value(); },
      [](auto& tx) { return tx.projects().update({}).has_value(); },
      [](auto& tx) { return tx.projects().remove({}).has_value(); },
      [](auto& tx) { return tx.projects().renamed({}, "a").has_value(); },
      [](auto& tx) { return tx.projects().add_team({}, {}).has_value(); },
      [](auto& tx) { return tx.projects().remove_team({}, {}).has_value(); },
      [](auto& tx) { return tx.projects().set_bookmark({}, {}, true).has_value(); },
      [](auto& tx) { return tx.projects().bookmarks({}).has_value(); },
      [](auto& tx) { return tx.projects().config_version().has_value(); },
      [](auto& tx) { return tx.projects().add_key({}).has_value(); },
      [](auto& tx) { return tx.projects().keys({}).has_value(); },
      [](auto& tx) { return tx.projects().update_key({}).has_value(); },
      [](auto& tx) { return tx.projects().remove_key({}).has_value(); },
      [](auto& tx) { return tx.projects().saw_event({}, kNow).has_value(); },
      [](auto& tx) { return tx.projects().saw_environment({}, "a").has_value(); },
      [](auto& tx) { return tx.projects().saw_platform({}, "a").has_value(); },
      [](auto& tx) { return tx.projects().environments({}).has_value(); },
      [](auto& tx) { return tx.projects().platforms({}).has_value(); },
      [](auto& tx) { return tx.projects().hide_environment(1, true).has_value(); },
      [](auto& tx) { return tx.issues().find_hashes({}, {}).has_value(); },
      [](auto& tx) { return tx.issues().assign_hashes({}, {}, {}).has_value(); },
      [](auto& tx) { return tx.issues().create({}, {}, kNow, domain::Priority::low).has_value(); },
      [](auto& tx) { return tx.issues().apply({}).has_value(); },
      [](auto& tx) { return tx.issues().get({}).has_value(); },
      [](auto& tx) { return tx.issues().get_by_number({}, 1).has_value(); },
      [](auto& tx) { return tx.issues().list({}).has_value(); },
      [](auto& tx) { return tx.issues().count({}).has_value(); },
      [](auto& tx) { return tx.issues().overrides().has_value(); },
      [](auto& tx) { return tx.issues().hashes_of({}, 1).has_value(); },
      [](auto& tx) { return tx.issues().move({}, {}).has_value(); },
      [](auto& tx) { return tx.issues().state_of({}).has_value(); },
      [](auto& tx) { return tx.issues().due({}).has_value(); },
      [](auto& tx) { return tx.issues().snoozes_of({}).has_value(); },
      [](auto& tx) { return tx.issues().resolutions_of({}).has_value(); },
      [](auto& tx) { return tx.issues().forecasts_of({}).has_value(); },
      [](auto& tx) { return tx.issues().note_asked({}, {}).has_value(); },
      [](auto& tx) { return tx.issues().put_forecast({}, kNow, {}).has_value(); },
      [](auto& tx) { return tx.issues().settle_next_release({}, "a").has_value(); },
      [](auto& tx) { return tx.issues().set_priority({}, {}, kNow).has_value(); },
      [](auto& tx) { return tx.issues().assign({}, {}).has_value(); },
      [](auto& tx) { return tx.issues().share({}, "").has_value(); },
      [](auto& tx) { return tx.issues().begin_deletion({}).has_value(); },
      [](auto& tx) { return tx.issues().in_deletion(1).has_value(); },
      [](auto& tx) { return tx.issues().erase({}).has_value(); },
      [](auto& tx) { return tx.issues().hash_version().has_value(); },
      [](auto& tx) { return tx.issues().add_activity({}).has_value(); },
      [](auto& tx) { return tx.issues().activities({}).has_value(); },
      [](auto& tx) { return tx.issues().find_activity(1).has_value(); },
      [](auto& tx) { return tx.issues().edit_note(1, "{}").has_value(); },
      [](auto& tx) { return tx.issues().remove_note(1).has_value(); },
      [](auto& tx) { return tx.issues().put_mark({}).has_value(); },
      [](auto& tx) { return tx.issues().marks_of({}, {}).has_value(); },
      [](auto& tx) { return tx.issues().marks_on({}).has_value(); },
      [](auto& tx) { return tx.issues().merge({}).has_value(); },
      [](auto& tx) { return tx.issues().merged_into({}).has_value(); },
      [](auto& tx) { return tx.issues().number_merged_into({}, 1).has_value(); },
      [](auto& tx) { return tx.issues().split({}, {}, {}).has_value(); },
      [](auto& tx) { return tx.issues().open_splits(1).has_value(); },
      [](auto& tx) { return tx.issues().settle_split({}).has_value(); },
      [](auto& tx) { return tx.issues().discard({}, {}, kNow).has_value(); },
      [](auto& tx) { return tx.issues().tombstones({}, 0, 1).has_value(); },
      [](auto& tx) { return tx.issues().find_tombstone(1).has_value(); },
      [](auto& tx) { return tx.issues().remove_tombstone(1).has_value(); },
      [](auto& tx) { return tx.issues().tombstone_version().has_value(); },
      [](auto& tx) { return tx.issues().discarded_hashes().has_value(); },
      [](auto& tx) { return tx.issues().count_discarded({}).has_value(); },
      [](auto& tx) { return tx.outcomes().add({}).has_value(); },
      [](auto& tx) { return tx.outcomes().sum({}).has_value(); },
      [](auto& tx) { return tx.outcomes().series({}).has_value(); },
      [](auto& tx) { return tx.outcomes().totals().has_value(); },
      [](auto& tx) { return tx.outcomes().fold_oldest_hour(kNow).has_value(); },
      [](auto& tx) { return tx.batches().put("g", {}, {}).has_value(); },
      [](auto& tx) { return tx.batches().get("g", {}).has_value(); },
      [](auto& tx) { return tx.batches().keep("g", {}, {}).has_value(); },
      [](auto& tx) { return tx.batches().kept_after("g", {}, {}).has_value(); },
      [](auto& tx) { return tx.batches().last_kept("g", {}).has_value(); },
      [](auto& tx) { return tx.batches().forget("g", {}, {}).has_value(); },
      [](auto& tx) { return tx.dead_letters().add({}).has_value(); },
      [](auto& tx) { return tx.dead_letters().list(1).has_value(); },
      [](auto& tx) { return tx.dead_letters().get(1).has_value(); },
      [](auto& tx) { return tx.dead_letters().mark_replayed(1, kNow).has_value(); },
      [](auto& tx) { return tx.dead_letters().count_open().has_value(); },
      [](auto& tx) { return tx.dead_letters().expire(kNow).has_value(); },
      [](auto& tx) { return tx.items().attachments().add({}).has_value(); },
      [](auto& tx) { return tx.items().attachments().list({}).has_value(); },
      [](auto& tx) { return tx.items().attachments().search({}).has_value(); },
      [](auto& tx) { return tx.items().attachments().get({}, 1).has_value(); },
      [](auto& tx) { return tx.items().attachments().remove({}, 1).has_value(); },
      [](auto& tx) { return tx.items().user_reports().put({}, kNow).has_value(); },
      [](auto& tx) { return tx.items().user_reports().find({}, {}).has_value(); },
      [](auto& tx) { return tx.items().user_reports().list({}, 0, 1).has_value(); },
      [](auto& tx) { return tx.items().transactions().add({}).has_value(); },
      [](auto& tx) { return tx.items().transactions().find({}, {}).has_value(); },
      [](auto& tx) { return tx.items().transactions().add_spans({}).has_value(); },
      [](auto& tx) { return tx.items().session_counts().add({}).has_value(); },
      [](auto& tx) { return tx.items().session_counts().mark({}, "s", kNow, 1).has_value(); },
      [](auto& tx) { return tx.items().session_counts().series({}).has_value(); },
      [](auto& tx) { return tx.items().monitors().put({}).has_value(); },
      [](auto& tx) { return tx.items().monitors().list({}, 0, 1).has_value(); },
      [](auto& tx) { return tx.items().monitors().find({}, "m").has_value(); },
      [](auto& tx) { return tx.items().monitors().environments({}).has_value(); },
      [](auto& tx) { return tx.items().monitors().check_in({}).has_value(); },
      [](auto& tx) { return tx.items().monitors().check_ins(1, 0, 1).has_value(); },
      [](auto& tx) { return tx.items().expire(kNow, 1).has_value(); },
      [](auto& tx) { return tx.items().erase({}, 1).has_value(); },
      [](auto& tx) { return tx.releases().create({}).has_value(); },
      [](auto& tx) { return tx.releases().update({}).has_value(); },
      [](auto& tx) { return tx.releases().add_project(1, {}, kNow).has_value(); },
      [](auto& tx) { return tx.releases().remove(1).has_value(); },
      [](auto& tx) { return tx.releases().find({}, "1").has_value(); },
      [](auto& tx) { return tx.releases().find_in_project({}, "1").has_value(); },
      [](auto& tx) { return tx.releases().list({}).has_value(); },
      [](auto& tx) { return tx.releases().in_projects({}, {}, {}).has_value(); },
      [](auto& tx) { return tx.releases().note({}).has_value(); },
      [](auto& tx) { return tx.releases().note_issues({}).has_value(); },
      [](auto& tx) { return tx.releases().issue_environments({}).has_value(); },
      [](auto& tx) { return tx.releases().erase_project({}, 1).has_value(); },
      [](auto& tx) { return tx.commit().has_value(); },
  };
  for (const auto& call : calls) {
    plan_.script({Fault::none, Fault::fail_before});
    const std::int64_t before = plan_.injected();
    EXPECT_FALSE(call(*write()));
    EXPECT_EQ(plan_.injected(), before + 1) << "call " << &call - calls.data();
  }
  plan_.set_rates({.fail_before = 1000});
  expect_injected(db_.schema_version(), "schema_version");
  expect_injected(db_.pending_migrations(), "pending_migrations");
  expect_injected(db_.migrate(), "migrate");
  expect_injected(db_.maintain(Deadline::now()), "maintain");
}

}  // namespace
}  // namespace picket::contract
