// What of an event never reaches the log.
#include <span>
#include <string>
#include <string_view>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "conformance/relay/world.h"
#include "ports/projects.h"
#include "protocol/topics.h"

namespace picket::conformance {
namespace {

constexpr std::string_view kSecretEvent =
    R"({"message":"paid with 4111111111111111 by joe@example.com","extra":{"password":"hunter22",)"
    R"("url":"redis://joe:hunter22@host/","own_pin":"hunter22","note":"from 10.1.2.3"},)"
    R"("user":{"ip_address":"10.1.2.3"},"request":{"headers":{"Authorization":"hunter22"},)"
    R"("cookies":"sessionid=hunter22"}})";

/// Changes the first project before the relay reads it.
void set_settings(World& world, std::string_view settings) {
  auto tx = *world.meta->begin_write(Deadline::never());
  ports::Project project = tx->projects().get(std::span(&world.project, 1))->front();
  project.settings = domain::SettingValues::parse(settings);
  ASSERT_TRUE(tx->projects().update(project).has_value());
  ASSERT_TRUE(tx->commit().has_value());
}

/// The logged text of that event, sent to a project with these settings.
std::string logged(std::string_view settings) {
  World world(false);
  set_settings(world, settings);
  world.start();
  const auto answer = world.post_envelope(event_envelope(kSecretEvent));
  EXPECT_EQ(answer.status, 200) << answer.body;
  const auto events = world.events();
  EXPECT_EQ(events.size(), 1U);
  return events.empty() ? "" : events.front().json;
}

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(RelayScrubbing, KeepsSecretsFromTheLog) {
  const std::string json = logged("{}");
  EXPECT_FALSE(holds(json, "4111111111111111")) << json;
  EXPECT_TRUE(holds(json, "paid with [creditcard] by [email]")) << json;
  EXPECT_TRUE(holds(json, R"("own_pin":"hunter22")")) << json;
  EXPECT_TRUE(holds(json, R"("password":"[Filtered]")")) << json;
  EXPECT_TRUE(holds(json, R"("redis://joe:[Filtered]@host/")")) << json;
  EXPECT_TRUE(holds(json, R"(["Authorization","[Filtered]"])")) << json;
  EXPECT_TRUE(holds(json, R"(["sessionid","[Filtered]"])")) << json;
  EXPECT_TRUE(holds(json, R"(["@password:filter","s",0,10])")) << json;
  EXPECT_TRUE(holds(json, "10.1.2.3")) << json;
}

TEST(RelayScrubbing, FollowsTheSettingsOfTheProject) {
  const std::string json =
      logged(R"({"scrubIPAddresses":true,"sensitiveFields":["pin"],"safeFields":["password"],)"
             R"("relayPiiConfig":"{\"applications\":{\"extra.url\":[\"@anything:remove\"]}}"})");
  EXPECT_TRUE(holds(json, R"("own_pin":"[Filtered]")")) << json;
  EXPECT_TRUE(holds(json, R"("password":"hunter22")")) << json;
  EXPECT_TRUE(holds(json, R"("url":null)")) << json;
  EXPECT_FALSE(holds(json, "10.1.2.3")) << json;
}

TEST(RelayScrubbing, LooksIntoAttachmentsAndSpans) {
  World world(false);
  set_settings(
      world,
      R"({"relayPiiConfig":"{\"applications\":{\"$attachments.'a.txt'\":[\"@email:mask\"]}}"})");
  world.start();
  const std::string span =
      R"({"trace_id":"8f431b7aa08441bbbd5a0100fd91f9fe","span_id":"b01b9f6349558cd1","name":"x",)"
      R"("start_timestamp":784111777.5,"end_timestamp":784111778,)"
      R"("attributes":{"password":{"type":"string","value":"hunter22"}}})";
  const auto answer = world.post_envelope(
      envelope("{}", {{R"({"type":"event"})", "{}"},
                      {R"({"type":"attachment","filename":"a.txt"})", "by a@bc.de"},
                      {R"({"type":"attachment","filename":"b.txt"})", "by a@bc.de"},
                      {R"({"type":"span","item_count":1,"content_type":)"
                       R"("application/vnd.sentry.items.span.v2+json"})",
                       R"({"items":[)" + span + "]}"}}));
  EXPECT_EQ(answer.status, 200) << answer.body;
  const auto files = world.items(protocol::kTopicIngestAttachments);
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[0]->payload, "by *******");
  EXPECT_EQ(files[1]->payload, "by a@bc.de");
  const auto spans = world.items(protocol::kTopicIngestTransactions);
  ASSERT_EQ(spans.size(), 1U);
  EXPECT_EQ(spans[0]->payload.find("hunter22"), std::string::npos) << spans[0]->payload;
}

TEST(RelayScrubbing, CanBeSwitchedOff) {
  const std::string json = logged(R"({"dataScrubber":false})");
  EXPECT_TRUE(holds(json, "4111111111111111")) << json;
  EXPECT_FALSE(holds(json, "[Filtered]")) << json;
}

}  // namespace
}  // namespace picket::conformance
