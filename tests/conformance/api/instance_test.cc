// What the API tells of the instance: how far processing is, and what was set aside.
#include <chrono>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "base/deadline.h"
#include "base/rfc3339.h"
#include "conformance/api/people.h"
#include "conformance/api/world.h"
#include "ports/dead_letters.h"
#include "ports/outcomes.h"
#include "ports/storage_days.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
using net::Method;
using std::chrono::seconds;

class InstanceApi : public testing::Test {
 protected:
  net::testkit::Answer ask(UserId user, Method method, std::string_view path) {
    return world.ask_as(token_of(world, user, every_scope()), method,
                        "/api/0/" + std::string(path));
  }
  json::value get(UserId user, std::string_view path) {
    const auto answer = ask(user, Method::get, path);
    EXPECT_EQ(answer.status, 200) << path << answer.body;
    return json::parse(answer.body);
  }
  json::value post(UserId user, std::string_view path) {
    const auto answer = ask(user, Method::post, path);
    EXPECT_EQ(answer.status, 200) << path << answer.body;
    return json::parse(answer.body);
  }
  void send_event(std::string_view id) { world.send("1", kKey, id, {{"message", "boom"}}); }
  std::string unreadable_letter() {
    ports::DeadLetter letter;
    letter.from = {"ingest-events", 0};
    letter.project = ProjectId{1};
    letter.reason = "undecodable";
    letter.message = "?";
    letter.created = world.now();
    auto tx = *world.meta().begin_write(Deadline::never());
    const auto id = *tx->dead_letters().add(letter);
    EXPECT_TRUE(tx->commit());
    return std::to_string(id);
  }

  ApiWorld world;
  People people = settle(world);
};

using Freshness = InstanceApi;

TEST_F(Freshness, OfEveryAnswerIsTheAgeOfWhatAStoppedConsumerHasNotTaken) {
  const auto before = ask(people.bo, Method::get, "users/me/");
  EXPECT_EQ(before.headers.get("X-Picket-Pending"), "0");
  EXPECT_EQ(before.headers.get("X-Picket-Data-Until"), format_rfc3339(world.now()));

  const Timestamp sent = world.now();
  send_event("00000000000000000000000000000001");
  send_event("00000000000000000000000000000002");
  world.pass(seconds(36));
  for (const std::string_view path : {"users/me/", "organizations/acme/issues/", "organizations/",
                                      "projects/acme/shop-api/keys/"}) {
    const auto answer = ask(people.bo, Method::get, path);
    EXPECT_EQ(answer.headers.get("X-Picket-Pending"), "2") << path;
    EXPECT_EQ(answer.headers.get("X-Picket-Data-Until"), format_rfc3339(sent)) << path;
  }

  world.consume();
  world.pass(seconds(1));
  const auto after = ask(people.bo, Method::get, "users/me/");
  EXPECT_EQ(after.headers.get("X-Picket-Pending"), "0");
  EXPECT_EQ(after.headers.get("X-Picket-Data-Until"), format_rfc3339(world.now()));
}

TEST_F(Freshness, IsToldToNobodyWithoutCredentials) {
  const auto answer = world.get_anonymously("/api/0/auth/config/");
  EXPECT_EQ(answer.headers.get("X-Picket-Pending"), "");
}

using IngestHealth = InstanceApi;

TEST_F(IngestHealth, SaysHowFarEachGroupIs) {
  const Timestamp sent = world.now();
  send_event("00000000000000000000000000000001");
  world.pass(seconds(12));
  const json::value health = get(people.bo, "organizations/acme/ingest-health/");
  EXPECT_EQ(health.at("pending"), 1);
  EXPECT_EQ(health.at("dataUntil"), json::value(format_rfc3339(sent)));
  EXPECT_EQ(health.at("oldestPendingSeconds"), 12.0);
  EXPECT_EQ(health.at("groups").at(0).at("group"), "ingest-consumer");
  EXPECT_EQ(health.at("groups").at(0).at("topic"), "ingest-events");
  EXPECT_EQ(health.at("groups").at(0).at("pending"), 1);
  EXPECT_EQ(health.at("groups").at(1).at("pending"), 0);

  const json::value queue = get(people.ada, "internal/queue/");
  EXPECT_EQ(queue.at("pending"), 1);
  EXPECT_EQ(queue.at("partitions").at(0).at("logEndOffset"), 1);
  EXPECT_EQ(queue.at("partitions").at(0).at("committedOffset"), nullptr);
}

using Storage = InstanceApi;

TEST_F(Storage, IsShownDayByDay) {
  EXPECT_TRUE(get(people.ada, "internal/storage/").at("history").as_array().empty());
  const Timestamp today = std::chrono::floor<std::chrono::days>(world.now());
  auto tx = *world.meta().begin_write(Deadline::never());
  ports::StorageDayRepository& days = tx->outcomes().storage_days();
  ASSERT_TRUE(days.put({today - std::chrono::days(1), 900, {{"blobs", 70}, {"log", 30}}}));
  ASSERT_TRUE(days.put({today, 800, {{"blobs", 170}, {"log", 31}}}));
  ASSERT_TRUE(tx->commit());
  const json::value history = get(people.ada, "internal/storage/").at("history");
  ASSERT_EQ(history.as_array().size(), 2U);
  EXPECT_EQ(history.at(0).at("usedBytes"), 100);
  EXPECT_EQ(history.at(1).at("date"), json::value(format_rfc3339(today)));
  EXPECT_EQ(history.at(1).at("freeBytes"), 800);
  EXPECT_EQ(history.at(1).at("stores").at(0).at("name"), "blobs");
  EXPECT_EQ(history.at(1).at("stores").at(0).at("bytes"), 170);
}

TEST_F(Storage, TellsMembersHowLongWhatWaitsFits) {
  EXPECT_EQ(get(people.bo, "organizations/acme/ingest-health/").at("secondsUntilFull"), 9 * 3600);
}

using DeadLetters = InstanceApi;

TEST_F(DeadLetters, AreListedForThoseWhoSeeTheirProjects) {
  const std::string id = dead_letter_of(world, people.acme, ProjectId{1});
  dead_letter_of(world, {}, {});  // Of a message that nobody could read so far.
  const json::value own = get(people.bo, "organizations/acme/dead-letters/");
  ASSERT_EQ(own.as_array().size(), 1U);
  EXPECT_EQ(own.at(0).at("id"), json::value(id));
  EXPECT_EQ(own.at(0).at("project"), "shop-api");
  EXPECT_EQ(own.at(0).at("reason"), "bad_event");
  EXPECT_EQ(own.at(0).at("detail"), "it was not understood");
  EXPECT_EQ(get(people.bo, "organizations/acme/ingest-health/").at("deadLetters"), 1);
  EXPECT_TRUE(get(people.sam, "organizations/globex/dead-letters/").as_array().empty());
  EXPECT_EQ(get(people.sam, "organizations/globex/ingest-health/").at("deadLetters"), 0);
  const json::value all = get(people.ada, "internal/dead-letters/");
  ASSERT_EQ(all.as_array().size(), 2U);
  EXPECT_EQ(all.at(0).at("project"), nullptr);
  EXPECT_EQ(get(people.ada, "internal/queue/").at("deadLetters"), 2);
}

TEST_F(DeadLetters, AreReplayedOnce) {
  const std::string id = dead_letter_of(world, people.acme, ProjectId{1});
  const std::string path = "organizations/acme/dead-letters/" + id + "/replay/";
  EXPECT_EQ(ask(people.bo, Method::post, path).status, 403);
  const json::value done = post(people.ada, path);
  EXPECT_EQ(json::serialize(done), R"({"replayed":[")" + id + R"("],"failed":[],"remaining":0})");
  world.consume();
  EXPECT_EQ(get(people.ada, "organizations/acme/issues/?query=").at(0).at("title"), "set aside");
  EXPECT_EQ(ask(people.ada, Method::post, path).status, 409);
  EXPECT_TRUE(get(people.ada, "organizations/acme/dead-letters/").as_array().empty());
  const json::value closed = get(people.ada, "organizations/acme/dead-letters/?status=all");
  EXPECT_EQ(closed.at(0).at("dateReplayed"), json::value(format_rfc3339(world.now())));
}

TEST_F(DeadLetters, ThatCannotBeReadDoNotHoldUpTheOthers) {
  const std::string broken = unreadable_letter();
  const std::string good = dead_letter_of(world, people.acme, ProjectId{1});
  const json::value done = post(people.ada, "organizations/acme/dead-letters/replay/");
  EXPECT_EQ(json::serialize(done.at("replayed")), "[\"" + good + "\"]");
  ASSERT_EQ(done.at("failed").as_array().size(), 1U);
  EXPECT_EQ(done.at("failed").at(0).at("id"), json::value(broken));
  EXPECT_EQ(done.at("remaining"), 1);
  const auto alone =
      ask(people.ada, Method::post, "organizations/acme/dead-letters/" + broken + "/replay/");
  EXPECT_EQ(alone.status, 400) << alone.body;
}

TEST_F(DeadLetters, OfOtherOrganizationsStayClosed) {
  const std::string id = dead_letter_of(world, people.acme, ProjectId{1});
  const std::string path = "organizations/globex/dead-letters/";
  EXPECT_EQ(ask(people.sam, Method::post, path + id + "/replay/").status, 404);
  EXPECT_EQ(json::serialize(post(people.sam, path + "replay/")),
            R"({"replayed":[],"failed":[],"remaining":0})");
  EXPECT_EQ(get(people.ada, "organizations/acme/dead-letters/").as_array().size(), 1U);
  for (const std::string_view none : {"0", "999", "x", "99999999999999999999"}) {
    const std::string unknown = "organizations/acme/dead-letters/" + std::string(none) + "/replay/";
    EXPECT_EQ(ask(people.ada, Method::post, unknown).status, 404) << none;
  }
}

TEST_F(DeadLetters, OfNobodyAreReplayedByWhoeverRunsTheServer) {
  dead_letter_of(world, people.acme, ProjectId{1});
  unreadable_letter();
  const json::value done = post(people.ada, "internal/dead-letters/replay/");
  EXPECT_EQ(done.at("replayed").as_array().size(), 1U);
  EXPECT_EQ(done.at("failed").as_array().size(), 1U);
}

TEST_F(DeadLetters, ThatSomebodyReplaysAreInTheAuditLogOfTheirOrganization) {
  const std::string id = dead_letter_of(world, people.acme, ProjectId{1});
  post(people.ada, "organizations/acme/dead-letters/" + id + "/replay/");
  const std::string path = "organizations/acme/audit-logs/?event=dead-letters.replay";
  json::value rows = get(people.ada, path).at("rows");
  ASSERT_EQ(rows.as_array().size(), 1U);
  EXPECT_EQ(rows.at(0).at("actor").at("email"), "ada@acme.test");
  EXPECT_EQ(rows.at(0).at("note"), "dead-letters.replay shop-api");
  EXPECT_EQ(json::serialize(rows.at(0).at("data")),
            R"({"letters":[")" + id + R"("],"slug":"shop-api","projects":["shop-api"]})");

  unreadable_letter();
  post(people.ada, "organizations/acme/dead-letters/replay/");
  EXPECT_EQ(get(people.ada, path).at("rows").as_array().size(), 1U) << "nothing was replayed";
  dead_letter_of(world, people.acme, ProjectId{1});
  dead_letter_of(world, people.globex, ProjectId{777});  // Of a project that is gone.
  post(people.ada, "internal/dead-letters/replay/");
  rows = get(people.ada, path).at("rows");
  ASSERT_EQ(rows.as_array().size(), 2U) << "one entry, of the organization that runs the server";
  EXPECT_EQ(rows.at(0).at("data").at("letters").as_array().size(), 2U);
  EXPECT_EQ(rows.at(0).at("data").at("projects"), json::array{"shop-api"});
}

using Superusers = InstanceApi;

TEST_F(Superusers, AreOwnersOfTheFirstOrganization) {
  EXPECT_EQ(get(people.ada, "users/me/").at("isSuperuser"), true);
  for (const UserId user : {people.bo, people.mia, people.sam})
    EXPECT_EQ(get(user, "users/me/").at("isSuperuser"), false);
}

TEST_F(Superusers, SeeProgramStoresAndHealth) {
  world.pass(std::chrono::hours(2));
  const json::value status = get(people.ada, "internal/status/");
  EXPECT_EQ(status.at("version"), "1.2.3");
  EXPECT_EQ(status.at("uptimeSeconds"), 7200);
  EXPECT_EQ(status.at("organizations"), 2);
  const json::value storage = get(people.ada, "internal/storage/");
  EXPECT_EQ(storage.at("daysUntilFull"), 41);
  EXPECT_EQ(storage.at("stores").at(0).at("name"), "events");
  const json::value doctor = get(people.ada, "internal/doctor/");
  EXPECT_EQ(doctor.at("health"), "fail");  // The worst of all, not the last.
  EXPECT_EQ(doctor.at("checks").at(1).at("remedy"), "Free or add disk space.");
}

}  // namespace
}  // namespace picket::conformance
