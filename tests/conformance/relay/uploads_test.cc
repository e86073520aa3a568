// Files of crash reporters, attachments of events sent before, and check-ins without an SDK.
// Source: shared spec "ingest", sections 1.10, 1.12 and 1.13.
#include <future>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <boost/asio/post.hpp>
#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/little_endian.h"
#include "codec/testkit/encode.h"
#include "conformance/relay/world.h"
#include "net/body_budget.h"
#include "protocol/topics.h"

namespace picket::conformance {
namespace {

using protocol::AttachmentType;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;

const std::string kUuid = "9ec79c33-ec99-42ab-8353-589fcb2e04dc";
const std::string kMultipart = "Content-Type: multipart/form-data; boundary=xx\r\n";

std::string dump() {
  std::string bytes = "MDMP";
  for (const std::uint32_t value : {0xa793U, 0U, 32U, 0U, 784'111'700U, 0U, 0U}) {
    put_le(bytes, value);
  }
  return bytes;
}

std::string field(const std::string& name, const std::string& value) {
  return "--xx\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
}

std::string file(const std::string& name, const std::string& filename, const std::string& bytes) {
  return "--xx\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + filename +
         "\"\r\nContent-Type: text/plain\r\n\r\n" + bytes + "\r\n";
}

net::testkit::Answer upload(World& world, const std::string& parts) {
  return world.post("/api/1/minidump/?sentry_key=" + std::string(kKey), parts + "--xx--\r\n",
                    kMultipart);
}

boost::json::object parse(const LoggedEvent& event) {
  return boost::json::parse(event.json).as_object();
}

TEST(RelayMinidump, TakesADumpAlone) {
  World world;
  for (const char* type : {"application/octet-stream", "application/x-dmp"}) {
    const auto answer = world.post("/api/1/minidump?sentry_key=" + std::string(kKey), dump(),
                                   "Content-Type: " + std::string(type) + "\r\n");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.headers.get("content-type"), "text/plain");
    EXPECT_THAT(answer.body, MatchesRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-.*"));
    EXPECT_EQ(answer.body.size(), 36U);
  }
  const auto events = world.events();
  ASSERT_EQ(events.size(), 2U);
  const auto event = parse(events[0]);
  EXPECT_EQ(event.at("platform").as_string(), "native");
  EXPECT_EQ(event.at("level").as_string(), "fatal");
  EXPECT_EQ(event.at("sdk").at("name").as_string(), "minidump.unknown");
  EXPECT_EQ(event.at("timestamp").to_number<double>(), 784'111'700.0);
  const auto& exception = event.at("exception").at("values").at(0);
  EXPECT_EQ(exception.at("type").as_string(), "Minidump");
  EXPECT_EQ(exception.at("mechanism").at("handled").as_bool(), false);
  const auto items = world.items(protocol::kTopicIngestAttachments);
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[0]->message.attachment_type, AttachmentType::minidump);
  EXPECT_EQ(items[0]->message.filename, "Minidump");
  EXPECT_EQ(items[0]->message.content_type, "application/x-dmp");
  EXPECT_EQ(items[0]->payload, dump());
  EXPECT_THAT(world.outcomes(), IsEmpty());
}

TEST(RelayMinidump, ReadsADumpOfTheOtherByteOrder) {
  World world;
  std::string dump = "PMDM";
  for (const std::uint32_t value : {0xa793U, 0U, 32U, 0U, 784'111'700U, 0U, 0U}) {
    std::string number;
    put_le(number, value);
    dump.append(number.rbegin(), number.rend());
  }
  EXPECT_EQ(upload(world, file("upload_file_minidump", "crash.dmp", dump)).status, 200);
  const auto events = world.events();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(parse(events[0]).at("timestamp").to_number<double>(), 784'111'700.0);
}

TEST(RelayMinidump, MergesTheFormIntoTheEvent) {
  World world;
  const auto answer =
      upload(world, file("upload_file_minidump", "crash.dmp", dump()) +
                        field("sentry", R"({"event_id":")" + kUuid + R"(","release":"app@1"})") +
                        field("sentry[tags][mood]", "bad") + field("guid", "g") +
                        file("log", "app.log", "line"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, kUuid);
  const auto events = world.events();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].message.event_id.to_hex(), kEventId);
  EXPECT_EQ(events[0].message.category, protocol::Category::error);
  const auto event = parse(events[0]);
  EXPECT_EQ(event.at("release").as_string(), "app@1");
  EXPECT_EQ(event.at("extra").at("guid").as_string(), "g");
  EXPECT_THAT(events[0].json, HasSubstr(R"("mood")"));
  const auto items = world.items(protocol::kTopicIngestAttachments);
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[0]->message.filename, "crash.dmp");
  EXPECT_EQ(items[1]->message.filename, "app.log");
  EXPECT_EQ(items[1]->message.content_type, "text/plain");
  EXPECT_EQ(items[1]->message.event_id.to_hex(), kEventId);
  EXPECT_EQ(items[1]->payload, "line");
}

TEST(RelayMinidump, PutsElectronsPiecesTogether) {
  World world;
  upload(world, file("upload_file_minidump", "a.dmp", dump()) + field("sentry__2", R"("app@2"})") +
                    field("sentry__1", R"({"release":)"));
  ASSERT_EQ(world.events().size(), 1U);
  EXPECT_EQ(parse(world.events()[0]).at("release").as_string(), "app@2");
}

TEST(RelayMinidump, ReadsEventAndBreadcrumbFiles) {
  World world;
  // {"release":"r"}; {"message":"a","timestamp":1} and {"message":"b","timestamp":2}.
  const auto answer =
      upload(world, file("upload_file_minidump", "a.dmp", dump()) +
                        file("__sentry-event", "__sentry-event", "\x81\xa7release\xa1r") +
                        file("__sentry-breadcrumb1", "x",
                             "\x82\xa7message\xa1"
                             "b\xa9timestamp\x02") +
                        file("y", "__sentry-breadcrumb2",
                             "\x82\xa7message\xa1"
                             "a\xa9timestamp\x01\x82\xa7message\xa1"
                             "c\xa9timestamp\x01") +
                        field("sentry", R"({"dist":"fields lose"})"));
  EXPECT_EQ(answer.status, 200);
  const auto events = world.events();
  ASSERT_EQ(events.size(), 1U);
  const auto event = parse(events[0]);
  EXPECT_EQ(event.at("release").as_string(), "r");
  EXPECT_FALSE(event.contains("dist"));
  const auto& crumbs = event.at("breadcrumbs").at("values").as_array();
  ASSERT_EQ(crumbs.size(), 2U);
  EXPECT_EQ(crumbs[0].at("message").as_string(), "c");
  EXPECT_EQ(crumbs[1].at("message").as_string(), "b");
  EXPECT_EQ(world.items(protocol::kTopicIngestAttachments).size(), 1U);
  EXPECT_THAT(world.outcomes(), IsEmpty());
}

TEST(RelayMinidump, DropsTheCrashWhenItsEventCannotBeRead) {
  World world;
  const auto answer = upload(world, file("upload_file_minidump", "a.dmp", dump()) +
                                        file("__sentry-event", "e", "\x81\xa7release"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(world.events(), IsEmpty());
  EXPECT_THAT(world.items(protocol::kTopicIngestAttachments), IsEmpty());
  EXPECT_THAT(world.outcomes(), ElementsAre("invalid/invalid_msgpack attachment 41",
                                            "invalid/invalid_msgpack attachment_item 2",
                                            "invalid/invalid_msgpack error 1"));
}

TEST(RelayMinidump, UndoesCompressionAndAFormWithinTheForm) {
  World world;
  upload(world, file("upload_file_minidump", "a.dmp.gz", codec::testkit::gzip(dump())));
  upload(world, file("upload_file_minidump", "b.dmp.zst", codec::testkit::zstd_stream(dump())));
  upload(world, file("upload_file_minidump", "outer",
                     "--yy\r\nContent-Disposition: form-data; name=\"upload_file_minidump\"; "
                     "filename=\"inner.dmp\"\r\n\r\n" +
                         dump() + "\r\n--yy--\r\n"));
  const auto items = world.items(protocol::kTopicIngestAttachments);
  ASSERT_EQ(items.size(), 3U);
  for (const auto& item : items) EXPECT_EQ(item->payload, dump());
  EXPECT_EQ(items[0]->message.filename, "a.dmp");
  EXPECT_EQ(items[1]->message.filename, "b.dmp");
  EXPECT_EQ(items[2]->message.filename, "inner.dmp");
}

TEST(RelayMinidump, RefusesWhatIsNone) {
  World world;
  const auto expect = [&](const net::testkit::Answer& answer, std::string_view detail) {
    EXPECT_EQ(answer.status, 400);
    EXPECT_EQ(boost::json::parse(answer.body).at("detail").as_string(), detail);
  };
  const std::string path = "/api/1/minidump/?sentry_key=" + std::string(kKey);
  expect(world.post(path, "XXXX", "Content-Type: application/x-dmp\r\n"), "invalid minidump");
  expect(world.post(path, "", "Content-Type: application/x-dmp\r\n"), "empty request body");
  expect(upload(world, file("upload_file_minidump", "a", "\x1f\x8b broken")), "invalid minidump");
  expect(upload(world, field("sentry", "{}")), "missing minidump");
  expect(upload(world, file("upload_file_minidump", "a", "--yy\r\n\r\n\r\n--yy--")),
         "missing minidump");
  expect(world.post(path, "--xx", kMultipart), "invalid multipart data");
  expect(world.post(path, "--xx--", "Content-Type: text/plain\r\n"), "invalid multipart data");
  EXPECT_EQ(world.post("/api/1/minidump/", dump(), kMultipart).status, 401);
  EXPECT_THAT(world.events(), IsEmpty());
  EXPECT_THAT(world.outcomes(),
              ElementsAre("invalid/invalid_minidump error 2", "invalid/invalid_multipart error 2",
                          "invalid/missing_minidump_upload error 2", "invalid/no_data error 1"));
}

TEST(RelayMinidump, ReadsCrashFilesInAnEnvelopeToo) {
  World world;
  const std::string apple = "Process: shop";
  world.post_envelope(envelope(
      R"({"event_id":"9ec79c33ec9942ab8353589fcb2e04dc"})",
      {{R"({"type":"event"})", R"({"level":"error","exception":{"values":[{"type":"X"}]}})"},
       {R"({"type":"attachment","attachment_type":"event.applecrashreport","length":)" +
            std::to_string(apple.size()) + "}",
        apple}}));
  const auto events = world.events();
  ASSERT_EQ(events.size(), 1U);
  const auto event = parse(events[0]);
  EXPECT_EQ(event.at("level").as_string(), "error");
  EXPECT_EQ(event.at("exception").at("values").at(0).at("type").as_string(), "AppleCrashReport");
}

TEST(RelayAttachments, KeepsFilesOfAnEventThatThePathNames) {
  World world;
  const auto answer = world.post(
      "/api/1/events/" + kUuid + "/attachments/",
      file("a", "a.txt", "one") + field("b", "no file") + file("c", "c.txt", "") + "--xx--\r\n",
      auth() + kMultipart);
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(answer.body, "");
  EXPECT_THAT(world.events(), IsEmpty());
  const auto items = world.items(protocol::kTopicIngestAttachments);
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[0]->message.event_id.to_hex(), kEventId);
  EXPECT_EQ(items[0]->message.filename, "a.txt");
  EXPECT_EQ(items[0]->payload, "one");
  EXPECT_EQ(items[1]->message.filename, "c.txt");
}

TEST(RelayAttachments, RefusesAnotherIdOrBody) {
  World world;
  EXPECT_EQ(world.post("/api/1/events/nine/attachments/", "--xx--", auth() + kMultipart).status,
            400);
  EXPECT_EQ(world.post("/api/1/events/" + kUuid + "/attachments/", "x", auth() + kMultipart).status,
            400);
  EXPECT_EQ(world.post("/api/1/events/" + kUuid + "/attachments/", "--xx--", kMultipart).status,
            401);
}

TEST(RelayCron, TakesCheckInsFromTheQuery) {
  World world;
  const std::string key(kKey);
  for (const std::string& path : {"/api/1/cron/nightly/?status=ok&sentry_key=" + key,
                                  "/api/1/cron/nightly/" + key +
                                      "/?status=in_progress&duration=1.5&environment=dev&"
                                      "check_in_id=" +
                                      kUuid,
                                  "/api/1/cron/nightly/" + key + "?status=error"}) {
    const auto answer = world.get(path);
    EXPECT_EQ(answer.status, 202) << path;
    EXPECT_EQ(answer.body, "");
  }
  EXPECT_EQ(world.post("/api/1/cron/nightly/" + key + "/?status=ok", "").status, 202);
  const auto items = world.items(protocol::kTopicIngestMonitors);
  ASSERT_EQ(items.size(), 4U);
  EXPECT_EQ(items[0]->payload, R"({"check_in_id":"00000000000000000000000000000000",)"
                               R"("monitor_slug":"nightly","status":"ok"})");
  EXPECT_EQ(items[0]->message.client, "relay-http");
  EXPECT_EQ(items[1]->payload, R"({"check_in_id":"9ec79c33ec9942ab8353589fcb2e04dc",)"
                               R"("monitor_slug":"nightly","status":"in_progress",)"
                               R"("environment":"dev","duration":1.5})");
}

TEST(RelayCron, TakesThePayloadAsJsonAndTheSlugOfThePath) {
  World world;
  const auto answer = world.post("/api/1/cron/real/", R"({"status":"ok","monitor_slug":"other"})",
                                 auth() + "Content-Type: application/json\r\n");
  EXPECT_EQ(answer.status, 202);
  const auto items = world.items(protocol::kTopicIngestMonitors);
  ASSERT_EQ(items.size(), 1U);
  EXPECT_THAT(items[0]->payload, HasSubstr(R"("monitor_slug":"real")"));
}

TEST(RelayCron, RefusesWhatIsNoCheckIn) {
  World world;
  const std::string key(kKey);
  EXPECT_EQ(world.get("/api/1/cron/m/" + key + "/").status, 400) << "no status";
  EXPECT_EQ(world.get("/api/1/cron/m/" + key + "/?status=done").status, 400);
  EXPECT_EQ(world.get("/api/1/cron/m/" + key + "/?status=ok&sentry_key=" + key).status, 401)
      << "two keys";
  EXPECT_EQ(world.get("/api/1/cron/m/?status=ok").status, 401);
  EXPECT_EQ(
      world.post("/api/1/cron/m/" + key + "/", "[]", "Content-Type: application/json\r\n").status,
      400);
  EXPECT_EQ(world.get("/api/1/cron/m/" + key + "/?status=ok&check_in_id=x").status, 202)
      << "as for an envelope: dropped with an outcome";
  EXPECT_THAT(world.outcomes(), ElementsAre("invalid/invalid_json monitor 4"));
}

TEST(RelayRoutes, AnswerThePreflightOfEveryEndpoint) {
  World world;
  for (const char* path :
       {"/api/1/envelope/", "/api/1/store/", "/api/store/", "/api/1/minidump/", "/api/1/minidump",
        "/api/1/events/e/attachments/", "/api/1/cron/m/", "/api/1/cron/m/k"}) {
    const auto answer = world.ask("OPTIONS " + std::string(path) + " HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(answer.status, 200) << path;
    EXPECT_EQ(answer.headers.get("access-control-allow-methods"), "POST") << path;
    EXPECT_EQ(answer.headers.get("access-control-max-age"), "3600") << path;
  }
}

TEST(RelayRoutes, CountDuplicateSlashesAsOne) {
  World world;
  EXPECT_EQ(world.post("//api//1///envelope//", event_envelope(), auth()).status, 200);
  EXPECT_EQ(world.events().size(), 1U);
}

TEST(RelayRoutes, SayThatThereIsNothingForOtherProtocols) {
  World world;
  for (const char* path :
       {"/api/1/otlp/v1/traces/", "/api/1/otlp/v1/traces", "/api/1/integration/otlp/v1/logs/",
        "/api/1/integration/vercel/logs/", "/api/1/integration/heroku/logs", "/api/1/upload/",
        "/api/relay/anything/"}) {
    const auto answer = world.post(path, "{}", auth());
    EXPECT_EQ(answer.status, 404) << path;
    EXPECT_EQ(answer.headers.get("content-type"), "application/json") << path;
    EXPECT_TRUE(boost::json::parse(answer.body).as_object().contains("detail")) << path;
  }
}

TEST(RelayUploads, AreNothingThatEventsWaitFor) {
  World world;
  std::promise<void> promise;
  const std::shared_future<void> released = promise.get_future().share();
  for (int i = 0; i < 2; ++i) {  // Each of the threads for what is large.
    boost::asio::post(world.server.bulk.executor(), [released] { released.wait(); });
  }
  const auto send = [&](const std::string& path, const std::string& body) {
    return std::async(std::launch::async,
                      [&world, path, body] { return world.post(path, body).status; });
  };
  const std::string key = "?sentry_key=" + std::string(kKey);
  const auto event = [](std::size_t bytes) {
    return R"({"message":")" + std::string(bytes, 'x') + "\"}";
  };
  auto crash = send("/api/1/unreal/" + std::string(kKey) + "/", codec::testkit::zlib("short"));
  auto large = send("/api/1/store/" + key, event(500'000));
  while (world.server.metric("picket_net_pool_jobs{pool=\"bulk\"}") < 2) std::this_thread::yield();
  EXPECT_EQ(world.post("/api/1/store/" + key, event(200'000)).status, 200);
  EXPECT_EQ(world.events().size(), 1U) << "the others wait";
  promise.set_value();
  EXPECT_EQ(crash.get(), 200);
  EXPECT_EQ(large.get(), 200);
  EXPECT_EQ(world.events().size(), 2U);
}

TEST(RelayUploads, DoNotExpandMoreThanThereIsRoomFor) {
  World world;
  net::BodyCharge others(world.relay->expansions());
  ASSERT_TRUE(others.grow_to(150U << 20U, net::BodyUse::small));
  const std::string packed = codec::testkit::gzip(dump());
  const std::string path = "/api/1/minidump/?sentry_key=" + std::string(kKey);
  const auto busy = world.post(path, packed, "Content-Type: application/x-dmp\r\n");
  EXPECT_EQ(busy.status, 503);
  EXPECT_EQ(busy.headers.get("retry-after"), "5");
  EXPECT_EQ(world.post("/api/1/unreal/" + std::string(kKey) + "/", "x").status, 503);
  others.release();
  EXPECT_EQ(world.post(path, packed, "Content-Type: application/x-dmp\r\n").status, 200);
  EXPECT_EQ(world.server.metric("picket_relay_expanded_bytes"), 0);
}

}  // namespace
}  // namespace picket::conformance
