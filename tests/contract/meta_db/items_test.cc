// User reports, transactions and spans, and what ends every kind of item.
#include "ports/items.h"

#include <chrono>

#include "adapters.h"
#include "ports/attachments.h"
#include "ports/monitors.h"
#include "ports/session_counts.h"
#include "ports/transactions.h"
#include "ports/user_reports.h"

namespace picket::contract {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr ProjectId kProject{7};
constexpr Timestamp kNow = from_unix_us(1'764'000'000'000'000);

ports::UserReport report(const std::string& comments, Timestamp received = kNow) {
  ports::UserReport made;
  made.project = kProject;
  made.event = EventId{1, 2};
  made.name = "Kim";
  made.email = "kim@example.com";
  made.comments = comments;
  made.url = "https://shop.example/";
  made.received = received;
  made.payload = {1, 2, 3};
  return made;
}

ports::TransactionRow transaction(EventId event = {1, 2}, Timestamp received = kNow) {
  ports::TransactionRow made;
  made.project = kProject;
  made.event = event;
  made.timestamp = received - minutes(1);
  made.duration = std::chrono::milliseconds(1'234);
  made.received = received;
  made.name = "GET /";
  made.op = "http.server";
  made.release = "1.0";
  made.environment = "production";
  made.trace_id = std::string(32, 'a');
  made.payload = {4, 5, 6};
  made.json_size = 77;
  return made;
}

TEST_P(MetaDbContract, ALaterReportOfAnEventReplacesAnEarlyOne) {
  const auto tx = write();
  auto& reports = tx->items().user_reports();
  EXPECT_TRUE(*reports.put(report("first"), kNow - minutes(5)));
  EXPECT_TRUE(*reports.put(report("second", kNow + minutes(5)), kNow));
  EXPECT_FALSE(*reports.put(report("third", kNow + minutes(6)), kNow + minutes(1)));
  const auto found = *reports.find(kProject, EventId{1, 2});
  ASSERT_TRUE(found);
  EXPECT_GT(found->id, 0);
  EXPECT_EQ(found->project, kProject);
  EXPECT_EQ(found->event, (EventId{1, 2}));
  EXPECT_EQ(found->feedback, EventId{});
  EXPECT_EQ(found->name, "Kim");
  EXPECT_EQ(found->email, "kim@example.com");
  EXPECT_EQ(found->comments, "second");
  EXPECT_EQ(found->url, "https://shop.example/");
  EXPECT_EQ(found->received, kNow);
  EXPECT_EQ(found->payload, (domain::BlobRef{1, 2, 3}));
  EXPECT_FALSE(*reports.find(ProjectId{8}, EventId{1, 2}));
}

TEST_P(MetaDbContract, FeedbackStandsBesideTheReportOfAnEvent) {
  const auto tx = write();
  auto& reports = tx->items().user_reports();
  ASSERT_TRUE(*reports.put(report("report"), kNow));
  ports::UserReport feedback = report("feedback");
  feedback.feedback = EventId{8, 9};
  ASSERT_TRUE(*reports.put(feedback, kNow));
  EXPECT_EQ(reports.find(kProject, EventId{1, 2})->value().comments, "report");
  constexpr ProjectId kProjects[] = {kProject, ProjectId{8}};
  const auto listed = *reports.list(kProjects, 0, 10);
  ASSERT_EQ(listed.size(), 2U);
  EXPECT_EQ(listed[0].feedback, (EventId{8, 9}));
  EXPECT_EQ(listed[1].comments, "report");
  EXPECT_EQ(reports.list(kProjects, 1, 10)->size(), 1U);
  EXPECT_TRUE(reports.list({}, 0, 10)->empty());
  EXPECT_EQ(reports.list(kProjects, 0, 1'001).error().code, "limit_too_large");
}

TEST_P(MetaDbContract, ATransactionComesBackWholeAndOnce) {
  const auto tx = write();
  auto& transactions = tx->items().transactions();
  EXPECT_TRUE(*transactions.add(transaction()));
  EXPECT_FALSE(*transactions.add(transaction()));
  const auto found = *transactions.find(kProject, EventId{1, 2});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->timestamp, kNow - minutes(1));
  EXPECT_EQ(found->duration, std::chrono::milliseconds(1'234));
  EXPECT_EQ(found->received, kNow);
  EXPECT_EQ(found->name, "GET /");
  EXPECT_EQ(found->op, "http.server");
  EXPECT_EQ(found->release, "1.0");
  EXPECT_EQ(found->environment, "production");
  EXPECT_EQ(found->trace_id, std::string(32, 'a'));
  EXPECT_EQ(found->payload, (domain::BlobRef{4, 5, 6}));
  EXPECT_EQ(found->json_size, 77U);
  EXPECT_FALSE(*transactions.find(ProjectId{8}, EventId{1, 2}));
}

/// One row of each kind.
void fill(ports::ItemRepository& items, Timestamp at, EventId event) {
  ports::Attachment attachment;
  attachment.project = kProject;
  attachment.event = event;
  attachment.received = at;
  ASSERT_TRUE(*items.attachments().add(attachment));
  ports::UserReport about = report("r", at);
  about.event = event;
  ASSERT_TRUE(*items.user_reports().put(about, at));
  ASSERT_TRUE(*items.transactions().add(transaction(event, at)));
  ASSERT_TRUE(items.transactions().add_spans({kProject, at, "", 3, {1, 2, 3}, 4}));
  const ports::SessionCount sessions[] = {{kProject, at, "1", "production", 1}};
  ASSERT_TRUE(items.session_counts().add(sessions));
  ASSERT_TRUE(items.session_counts().mark(kProject, event.to_hex(), at, ports::kSessionErrored));
  const auto monitor = *items.monitors().put({0, kProject, "nightly", "{}", at});
  ASSERT_TRUE(monitor);
  ASSERT_TRUE(items.monitors().check_in(
      {*monitor, "production", event, ports::CheckInStatus::ok, std::nullopt, at, at}));
}

TEST_P(MetaDbContract, ItemsExpireByTheirReceptionALimitedNumberAtATime) {
  const auto tx = write();
  auto& items = tx->items();
  fill(items, kNow, {1, 1});
  fill(items, kNow + hours(1), {1, 2});
  fill(items, kNow + hours(9), {1, 3});
  constexpr std::int64_t kKinds = 7;
  EXPECT_EQ(*items.expire(kNow, 10), 0);
  EXPECT_EQ(*items.expire(kNow + hours(2), 1), kKinds);
  EXPECT_EQ(*items.expire(kNow + hours(2), 10), kKinds);
  EXPECT_EQ(*items.expire(kNow + hours(2), 10), 0);
  EXPECT_FALSE(*items.transactions().find(kProject, EventId{1, 2}));
  EXPECT_TRUE(*items.transactions().find(kProject, EventId{1, 3}));
  constexpr ProjectId kProjects[] = {kProject};
  EXPECT_EQ(items.user_reports().list(kProjects, 0, 10)->size(), 1U);
  EXPECT_TRUE(*items.monitors().find(kProjects, "nightly"));
  EXPECT_EQ(items.expire(kNow, 1'001).error().code, "limit_too_large");
}

TEST_P(MetaDbContract, EverythingOfAProjectIsErasedALimitedNumberAtATime) {
  const auto tx = write();
  auto& items = tx->items();
  fill(items, kNow, {1, 1});
  fill(items, kNow, {1, 2});
  EXPECT_EQ(*items.erase(ProjectId{8}, 10), 0);
  std::int64_t erased = 0;
  for (;;) {
    const auto rows = *items.erase(kProject, 1);
    if (rows == 0) break;
    erased += rows;
  }
  // Two of five kinds and of check-ins; sessions of one hour share a row; monitor, environment.
  EXPECT_EQ(erased, 2 * 4 + 1 + 2 + 2 + 1 + 1);
  constexpr ProjectId kProjects[] = {kProject};
  EXPECT_FALSE(*items.monitors().find(kProjects, "nightly"));
  EXPECT_TRUE(tx->commit()) << "no reference is left";
}

}  // namespace
}  // namespace picket::contract
