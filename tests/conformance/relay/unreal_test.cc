// Crashes of Unreal Engine, alone and beside an event.
// Source: shared spec "ingest", section 1.11.
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/little_endian.h"
#include "codec/testkit/encode.h"
#include "conformance/relay/world.h"
#include "protocol/topics.h"

namespace picket::conformance {
namespace {

using protocol::AttachmentType;
using protocol::ItemType;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string kPath = "/api/1/unreal/" + std::string(kKey) + "/";

std::string dump() {
  std::string bytes = "MDMP";
  for (const std::uint32_t value : {0xa793U, 0U, 32U, 0U, 784'111'700U, 0U, 0U}) {
    put_le(bytes, value);
  }
  return bytes;
}

std::string text(const std::string& text) {
  std::string out;
  put_le(out, static_cast<std::uint32_t>(text.size()));
  return out + text;
}

struct File {
  std::string name;
  std::string content;
};

/// The container, compressed as the crash reporter does.
std::string crash(const std::vector<File>& files) {
  std::string out = "CR1" + text("dir") + text("crash");
  put_le(out, std::uint32_t{0});
  put_le(out, static_cast<std::uint32_t>(files.size()));
  for (const File& file : files) {
    put_le(out, std::uint32_t{0});
    out += text(file.name);
    out += text(file.content);
  }
  return codec::testkit::zlib(out);
}

File context(const std::string& xml) {
  return {"CrashContext.runtime-xml", "<FGenericCrashContext>" + xml + "</FGenericCrashContext>"};
}

boost::json::object parse(const LoggedEvent& event) {
  return boost::json::parse(event.json).as_object();
}

boost::json::object only_event(World& world) {
  const auto events = world.events();
  EXPECT_EQ(events.size(), 1U);
  return events.empty() ? boost::json::object() : parse(events[0]);
}

/// An event, and the report of the same crash.
std::string both(std::string_view event, const std::string& report, std::string_view more = "") {
  return envelope(
      R"({"event_id":")" + std::string(kEventId) + "\"" + std::string(more) + "}",
      {{R"({"type":"event"})", std::string(event)},
       {R"({"type":"unreal_report","length":)" + std::to_string(report.size()) + "}", report}});
}

TEST(RelayUnreal, UnpacksTheCrash) {
  World world;
  const auto answer =
      world.post(kPath + "?UserID=u%7Ce%7Cm",
                 crash({{"UE4.dmp", dump()},
                        {"game.log", "line"},
                        context("<RuntimeProperties><ErrorMessage>it &lt;broke&gt;</ErrorMessage>"
                                "</RuntimeProperties>")}));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body.size(), 36U);
  const auto event = only_event(world);
  EXPECT_EQ(event.at("logentry").at("formatted").as_string(), "it <broke>");
  EXPECT_EQ(event.at("user").at("id").as_string(), "u");
  EXPECT_EQ(event.at("exception").at("values").at(0).at("type").as_string(), "Minidump");
  EXPECT_EQ(event.at("sdk").at("name").as_string(), "unreal.crashreporter");
  EXPECT_EQ(event.at("breadcrumbs").at("values").at(0).at("message").as_string(), "line");
  const auto items = world.items(protocol::kTopicIngestAttachments);
  ASSERT_EQ(items.size(), 3U);
  EXPECT_EQ(items[0]->message.attachment_type, AttachmentType::minidump);
  EXPECT_EQ(items[1]->message.attachment_type, AttachmentType::unreal_logs);
  EXPECT_EQ(items[1]->message.filename, "game.log");
  EXPECT_EQ(items[1]->payload, "line");
  EXPECT_EQ(items[2]->message.attachment_type, AttachmentType::unreal_context);
  EXPECT_THAT(world.outcomes(), IsEmpty());
}

TEST(RelayUnreal, TakesTheEventThatTheGameLeft) {
  World world;
  world.post(kPath, crash({context("<RuntimeProperties><IsAssert>true</IsAssert>"
                                   "</RuntimeProperties><GameData><Map>Arena</Map>"
                                   "<__sentry>{&quot;release&quot;:&quot;game@1&quot;}</__sentry>"
                                   "</GameData><EngineData><RHI.RHIName>D3D12</RHI.RHIName>"
                                   "</EngineData>"),
                           {"__sentry-event", "\x81\xa7release\xa6other1"}}));
  const auto event = only_event(world);
  EXPECT_EQ(event.at("release").as_string(), "game@1");
  EXPECT_EQ(event.at("level").as_string(), "error");
  const auto& contexts = event.at("contexts").as_object();
  EXPECT_EQ(contexts.at("game").at("Map").as_string(), "Arena");
  EXPECT_FALSE(contexts.at("game").as_object().contains("__sentry"));
  EXPECT_EQ(contexts.at("gpu").at("api_type").as_string(), "D3D12");
  EXPECT_EQ(contexts.at("unreal").at("is_assert").as_bool(), true);
}

TEST(RelayUnreal, MakesAUserReportOfWhatThePersonWrote) {
  World world;
  const auto answer = world.post(
      kPath, crash({context("<RuntimeProperties><UserName>jane</UserName>"
                            "<UserDescription>it broke</UserDescription></RuntimeProperties>")}));
  const std::string id = only_event(world).at("event_id").as_string().c_str();
  const auto items = world.items(protocol::kTopicIngestAttachments);
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[1]->message.type, ItemType::user_report);
  EXPECT_EQ(items[1]->message.event_id.to_hex(), id);
  EXPECT_EQ(items[1]->payload,
            R"({"event_id":")" + id + R"(","name":"jane","email":"","comments":"it broke"})");
  EXPECT_THAT(world.outcomes(), IsEmpty());
}

TEST(RelayUnreal, CountsWhatItCannotUnpack) {
  World world;
  EXPECT_EQ(world.post(kPath, "not zlib").status, 200) << "uploaders would try again";
  EXPECT_EQ(world.post(kPath, codec::testkit::zlib("short")).status, 200);
  EXPECT_EQ(world.post(kPath, "").status, 400);
  EXPECT_THAT(world.events(), IsEmpty());
  EXPECT_THAT(world.outcomes(),
              ElementsAre("invalid/no_data error 1", "invalid/process_unreal error 2"));
}

TEST(RelayUnreal, EnrichesTheEventBesideIt) {
  World world;
  const std::string report =
      crash({{"UE4.dmp", dump()},
             {"game.log", "LogA: line"},
             context("<RuntimeProperties><ErrorMessage>theirs</ErrorMessage>"
                     "<CrashType>Crash</CrashType></RuntimeProperties>"
                     "<GameData><__sentry>{\"release\":\"no\"}</__sentry></GameData>")});
  world.post_envelope(both(R"({"message":"mine","release":"mine@1",)"
                           R"("breadcrumbs":{"values":[{"message":"first"}]}})",
                           report, R"(,"unreal_user_id":"u||m")"));
  const auto event = only_event(world);
  EXPECT_EQ(event.at("event_id").as_string(), kEventId);
  EXPECT_EQ(event.at("release").as_string(), "mine@1");
  EXPECT_EQ(event.at("user").at("id").as_string(), "u");
  EXPECT_EQ(event.at("contexts").at("unreal").at("crash_type").as_string(), "Crash");
  EXPECT_EQ(event.at("exception").at("values").at(0).at("type").as_string(), "Minidump");
  const auto& crumbs = event.at("breadcrumbs").at("values").as_array();
  ASSERT_EQ(crumbs.size(), 2U);
  EXPECT_EQ(crumbs[1].at("category").as_string(), "LogA");
  EXPECT_EQ(world.items(protocol::kTopicIngestAttachments).size(), 3U);
  EXPECT_EQ(world.kept().at(protocol::Category::error), 1);
  EXPECT_THAT(world.outcomes(), IsEmpty());
}

TEST(RelayUnreal, KeepsTheEventWhenTheReportBesideItIsBroken) {
  World world;
  world.post_envelope(both(R"({"message":"mine"})", "broken"));
  EXPECT_EQ(only_event(world).at("logentry").at("formatted").as_string(), "mine");
  EXPECT_THAT(world.outcomes(), ElementsAre("invalid/process_unreal error 1"));
}

TEST(RelayUnreal, DropsAReportBesideATransaction) {
  World world;
  world.post_envelope(
      envelope(R"({"event_id":")" + std::string(kEventId) + "\"}",
               {{R"({"type":"transaction"})", "{}"}, {R"({"type":"unreal_report"})", "x"}}));
  EXPECT_THAT(world.outcomes(), ::testing::Contains("invalid/duplicate_item error 1"));
}

TEST(RelayUnreal, ReadsFilesThatComeWithoutAContainer) {
  World world;
  const std::string log = "LogA: line";
  world.post_envelope(
      envelope(R"({"event_id":")" + std::string(kEventId) + "\"}",
               {{R"({"type":"event"})", R"({"message":"mine"})"},
                {R"({"type":"attachment","attachment_type":"unreal.logs"})", log}}));
  const auto event = only_event(world);
  EXPECT_EQ(event.at("breadcrumbs").at("values").at(0).at("message").as_string(), "line");
  EXPECT_EQ(event.at("sdk").at("name").as_string(), "sentry.test") << "a log is no crash";
}

TEST(RelayUnreal, AddsFortyLinesOfAllLogs) {
  World world;
  std::string lines;
  for (int i = 0; i < 30; ++i) lines += "line " + std::to_string(i) + "\n";
  world.post(kPath, crash({{"a.log", lines}, {"b.log", lines}}));
  const auto event = only_event(world);
  const auto& crumbs = event.at("breadcrumbs").at("values").as_array();
  ASSERT_EQ(crumbs.size(), 40U);
  EXPECT_EQ(crumbs[29].at("message").as_string(), "line 29");
  EXPECT_EQ(crumbs[30].at("message").as_string(), "line 20") << "the newest of the other";
}

}  // namespace
}  // namespace picket::conformance
