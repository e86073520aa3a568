// Releases as people and pipelines announce them, and lists of them.
#include "ports/releases.h"

#include <chrono>

#include "adapters.h"
#include "ports/issues.h"

namespace picket::contract {
namespace {

using std::chrono::days;

class ReleaseContract : public MetaDbContract {
 protected:
  ReleaseContract() : tx_(write()), shop_(project(*tx_, "shop")), web_(project(*tx_, "web")) {}
  ~ReleaseContract() override { tx_.reset(); }

  ports::ReleaseRepository& releases() { return tx_->releases(); }
  OrgId org_id() { return org(*tx_); }

  ports::Release release(const std::string& version, Timestamp added = kStart) {
    ports::Release made;
    made.org = org_id();
    made.version = version;
    made.added = added;
    return made;
  }
  std::int64_t add(const ports::Release& made, ProjectId project) {
    const std::int64_t id = *releases().create(made);
    EXPECT_TRUE(*releases().add_project(id, project, kStart));
    return id;
  }
  void see(ProjectId project, const std::string& version, const std::string& environment,
           Timestamp at) {
    const ports::ReleaseSighting seen{project, version, environment, 1, at, at, 0};
    EXPECT_TRUE(releases().note({&seen, 1}));
  }
  ports::ReleaseQuery query() {
    ports::ReleaseQuery made;
    made.org = org_id();
    made.projects = {shop_, web_};
    return made;
  }
  std::vector<std::string> versions(const ports::ReleaseQuery& asked) {
    std::vector<std::string> found;
    const auto listed = releases().list(asked);
    EXPECT_TRUE(listed);
    for (const ports::Release& one : *listed) found.push_back(one.version);
    return found;
  }
  using Versions = std::vector<std::string>;

  std::unique_ptr<ports::MetaTx> tx_;
  ProjectId shop_;
  ProjectId web_;
};

INSTANTIATE_TEST_SUITE_P(Adapters, ReleaseContract, testing::ValuesIn(meta_db_adapters()),
                         adapter_name);

TEST_P(ReleaseContract, KeepsWhatWasAnnounced) {
  ports::Release made = release("shop@1.0");
  made.released = kStart + days(1);
  made.started = kStart - days(1);
  made.announced = true;
  made.owner = UserId{7};
  made.ref = "main";
  made.url = "https://ci.test/1";
  made.user_agent = "sentry-cli/2";
  made.id = add(made, shop_);
  EXPECT_EQ(**releases().find(made.org, "shop@1.0"), made);
  EXPECT_EQ(**releases().find_in_project(shop_, "shop@1.0"), made);
  EXPECT_FALSE(*releases().find_in_project(web_, "shop@1.0"));
  EXPECT_FALSE(*releases().find(made.org, "shop@1"));
  EXPECT_FALSE(*releases().find(OrgId{made.org.value + 1}, "shop@1.0"));

  made.released.reset();
  made.archived = true;
  made.url = "";
  ASSERT_TRUE(releases().update(made));
  EXPECT_EQ(**releases().find(made.org, "shop@1.0"), made);
}

TEST_P(ReleaseContract, HasAVersionOfItsOwn) {
  add(release("1"), shop_);
  const auto again = releases().create(release("1"));
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, ErrorKind::conflict);
  EXPECT_EQ(again.error().code, "already_exists");
}

TEST_P(ReleaseContract, CannotUpdateOneThatIsNotThere) {
  ports::Release made = release("1");
  made.id = 99;
  EXPECT_EQ(releases().update(made).error().code, "no_such_release");
}

TEST_P(ReleaseContract, EntersAProjectOnce) {
  const std::int64_t id = add(release("1"), shop_);
  EXPECT_FALSE(*releases().add_project(id, shop_, kStart));
  EXPECT_TRUE(*releases().add_project(id, web_, kStart));
  const ProjectId both[] = {shop_, web_};
  EXPECT_EQ(*releases().in_projects({&id, 1}, both, {}),
            (std::vector<ports::ReleaseInProject>{{id, shop_}, {id, web_}}));
}

TEST_P(ReleaseContract, GoesFromAllProjectsAtOnce) {
  const std::int64_t id = add(release("1"), shop_);
  see(web_, "1", "production", kStart);
  ASSERT_TRUE(releases().remove(id));
  ASSERT_TRUE(releases().remove(id));
  EXPECT_FALSE(*releases().find(org_id(), "1"));
  EXPECT_FALSE(*releases().find_in_project(web_, "1"));
  see(web_, "1", "production", kStart + days(1));
  const auto fresh = *releases().find(org_id(), "1");
  ASSERT_TRUE(fresh);
  EXPECT_NE(fresh->id, id);
  EXPECT_EQ(releases().in_projects({&fresh->id, 1}, {&web_, 1}, {})->front().events, 1);
}

TEST_P(ReleaseContract, StaysWhileItIsTheFirstOfAnIssue) {
  domain::IssueFacts facts;
  facts.release = "1";
  const IssueId issue = *tx_->issues().create(shop_, facts, kStart, domain::Priority::medium);
  const std::int64_t id = add(release("1"), shop_);
  const std::int64_t elsewhere = add(release("2"), shop_);
  EXPECT_TRUE(releases().remove(elsewhere));
  EXPECT_EQ(releases().remove(id).error().code, "release_in_use");
  EXPECT_TRUE(*releases().find(org_id(), "1"));
  ASSERT_TRUE(tx_->issues().begin_deletion(issue));
  EXPECT_TRUE(releases().remove(id));
}

TEST_P(ReleaseContract, AreListedLatestFirst) {
  add(release("a", kStart + days(2)), shop_);
  add(release("b", kStart + days(3)), web_);
  add(release("c", kStart + days(2)), shop_);
  ports::Release planned = release("d", kStart);
  planned.released = kStart + days(9);
  add(planned, shop_);
  EXPECT_EQ(versions(query()), (Versions{"d", "b", "c", "a"}));
  ports::ReleaseQuery page = query();
  page.offset = 1;
  page.limit = 2;
  EXPECT_EQ(versions(page), (Versions{"b", "c"}));
  ports::ReleaseQuery of_shop = query();
  of_shop.projects = {shop_};
  EXPECT_EQ(versions(of_shop), (Versions{"d", "c", "a"}));
  of_shop.projects = {};
  EXPECT_TRUE(versions(of_shop).empty());
  ports::ReleaseQuery elsewhere = query();
  elsewhere.org = OrgId{org_id().value + 1};
  EXPECT_TRUE(versions(elsewhere).empty());

  planned = **releases().find(org_id(), "d");
  planned.released.reset();
  ASSERT_TRUE(releases().update(planned));
  EXPECT_EQ(versions(query()), (Versions{"b", "c", "a", "d"}));
}

TEST_P(ReleaseContract, AreFoundByTextAndStatus) {
  ports::Release old = release("Shop_API@1.0");
  old.archived = true;
  add(old, shop_);
  add(release("shop-api@1.0%", kStart + days(1)), shop_);
  ports::ReleaseQuery asked = query();
  asked.text = "SHOP";
  EXPECT_EQ(versions(asked), (Versions{"shop-api@1.0%", "Shop_API@1.0"}));
  asked.text = "p_a";
  EXPECT_EQ(versions(asked), (Versions{"Shop_API@1.0"})) << "no pattern";
  asked.text = "%";
  EXPECT_EQ(versions(asked), (Versions{"shop-api@1.0%"}));
  asked = query();
  asked.since = kStart + days(1);
  EXPECT_EQ(versions(asked), (Versions{"shop-api@1.0%"}));
  asked.until = asked.since;
  EXPECT_EQ(versions(asked), Versions{});
  asked.since.reset();
  EXPECT_EQ(versions(asked), (Versions{"Shop_API@1.0"}));
  asked = query();
  asked.archived = true;
  EXPECT_EQ(versions(asked), (Versions{"Shop_API@1.0"}));
  asked.archived = false;
  EXPECT_EQ(versions(asked), (Versions{"shop-api@1.0%"}));
}

TEST_P(ReleaseContract, AreFoundByWholeEnvironments) {
  see(shop_, "a", "prod", kStart);
  see(shop_, "b", "production", kStart + days(1));
  see(web_, "c", "", kStart + days(2));
  see(web_, "d", ",%_", kStart + days(3));
  ports::ReleaseQuery asked = query();
  const auto in = [&](std::vector<std::string> environments) {
    asked.environments = std::move(environments);
    return versions(asked);
  };
  EXPECT_EQ(in({"prod"}), (Versions{"a"}));
  EXPECT_EQ(in({"production", "prod"}), (Versions{"b", "a"}));
  EXPECT_EQ(in({""}), (Versions{"c"}));
  EXPECT_EQ(in({"prod", "staging"}), (Versions{"a"}));
  EXPECT_EQ(in({",%_"}), (Versions{"d"}));
  EXPECT_EQ(in({"duct", "none"}), Versions{});
  EXPECT_EQ(in({}).size(), 4U);
  asked.projects = {web_};
  EXPECT_EQ(in({"prod"}), Versions{});
}

TEST_P(ReleaseContract, TellEventsOfProjectsAndEnvironments) {
  see(shop_, "a", "prod", kStart + days(2));
  see(shop_, "a", "prod", kStart + days(1));
  see(shop_, "a", "staging", kStart + days(3));
  see(web_, "a", "staging", kStart);
  const std::int64_t id = (*releases().find(org_id(), "a"))->id;
  const ProjectId both[] = {shop_, web_};
  EXPECT_EQ(
      *releases().in_projects({&id, 1}, both, {}),
      (std::vector<ports::ReleaseInProject>{{id, shop_, 0, 3, kStart + days(1), kStart + days(3)},
                                            {id, web_, 0, 1, kStart, kStart}}));
  const std::string prod[] = {"prod"};
  EXPECT_EQ(*releases().in_projects({&id, 1}, both, prod),
            (std::vector<ports::ReleaseInProject>{
                {id, shop_, 0, 2, kStart + days(1), kStart + days(2)}, {id, web_}}));
  EXPECT_TRUE(releases().in_projects({&id, 1}, {}, {})->empty());
  EXPECT_TRUE(releases().in_projects({}, both, {})->empty());
}

TEST_P(ReleaseContract, RefuseQuestionsThatAreTooLarge) {
  ports::ReleaseQuery asked = query();
  asked.limit = 1'001;
  EXPECT_EQ(releases().list(asked).error().kind, ErrorKind::invalid_argument);
  asked = query();
  asked.text = std::string(1'001, 'x');
  EXPECT_EQ(releases().list(asked).error().code, "search_text_too_long");
  asked = query();
  asked.environments.assign(1'001, "x");
  EXPECT_EQ(releases().list(asked).error().code, "too_many_environments");
  const std::vector<std::int64_t> many(1'001, 1);
  EXPECT_EQ(releases().in_projects(many, {&shop_, 1}, {}).error().code, "too_many_releases");
}

}  // namespace
}  // namespace picket::contract
