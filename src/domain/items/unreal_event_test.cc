#include "domain/items/unreal_event.h"

#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "protocol/json.h"

namespace picket::domain::items {
namespace {

namespace json = boost::json;

json::object parse(const char* text) {
  return json::parse(text).as_object();
}

std::string written(const json::object& event) {
  std::string text;
  protocol::write_json(event, text);
  return text;
}

CrashContext context_of(UnrealProperties runtime, UnrealProperties engine = {},
                        UnrealProperties game = {}) {
  return {std::move(runtime), std::move(engine), std::move(game)};
}

TEST(WriteUnreal, PutsPropertiesWhereEventsHaveThem) {
  json::object event;
  write_unreal(context_of({{"ErrorMessage", "broken"},
                           {"UserName", "jane"},
                           {"CrashReportClientVersion", "1.0"},
                           {"CrashType", "Assert"},
                           {"Misc.OSVersionMajor", "Windows 10"},
                           {"MemoryStats.TotalPhysical", "8000"},
                           {"Modules", "a.dll"}}),
               event);
  EXPECT_EQ(written(event), R"({"logentry":{"formatted":"broken"},"user":{"username":"jane"},)"
                            R"("contexts":{"device":{"memory_size":8000},)"
                            R"("os":{"name":"Windows 10"},"unreal":{"crash_type":"Assert"}},)"
                            R"("level":"error","sdk":{"name":"unreal.crashreporter",)"
                            R"("version":"1.0"}})");
}

TEST(WriteUnreal, NamesTheOthersAsRelayDoes) {
  json::object event;
  write_unreal(context_of({{"PCallStack", "Game 0x1 + 2"},
                           {"CrashVersion", "3"},
                           {"ProcessId", "17"},
                           {"SecondsSinceStart", "long"},
                           {"IsUE4Release", "false"},
                           {"Misc.Is64bitOperatingSystem", "1"},
                           {"bAllowToBeContacted", "maybe"}}),
               event);
  EXPECT_EQ(written(event.at("contexts").as_object()),
            R"({"unreal":{"process_id":17,"seconds_since_start":"long","is_ue4_release":false,)"
            R"("misc_is_64bit":true,"allowed_to_be_contacted":"maybe",)"
            R"("portable_call_stack":"Game 0x1 + 2","custom":{"CrashVersion":"3"}}})");
  EXPECT_EQ(event.at("sdk").at("version").as_string(), "0.0.0");
}

TEST(WriteUnreal, ReadsTheGraphicsCardFromTheEngine) {
  json::object event;
  write_unreal(context_of({{"Misc.PrimaryGPUBrand", "brand"}}, {{"RHI.AdapterName", "RTX"},
                                                                {"RHI.DeviceId", "28E0"},
                                                                {"RHI.FeatureLevel", "SM5"},
                                                                {"RHI.GPUVendor", "NVIDIA"},
                                                                {"RHI.UserDriverVersion", "551.52"},
                                                                {"RHI.RHIName", "D3D12"},
                                                                {"RHI.DRED", "true"}}),
               event);
  EXPECT_EQ(written(event.at("contexts").at("gpu").as_object()),
            R"({"name":"RTX","id":"28E0","vendor_name":"NVIDIA","version":"551.52",)"
            R"("api_type":"D3D12","graphics_shader_level":"SM5"})");
  json::object other;
  write_unreal(context_of({{"Misc.PrimaryGPUBrand", "brand"}}), other);
  EXPECT_EQ(written(other.at("contexts").at("gpu").as_object()), R"({"name":"brand"})");
}

TEST(WriteUnreal, MakesAContextOfGameData) {
  json::object event;
  write_unreal(context_of({}, {}, {{"Map", "Arena"}, {"Level", "3"}}), event);
  EXPECT_EQ(written(event.at("contexts").as_object()), R"({"game":{"Map":"Arena","Level":"3"}})");
}

TEST(WriteUnreal, TellsCrashesFromAssertsAndEnsures) {
  const auto level = [](UnrealProperties runtime) {
    json::object event;
    write_unreal(context_of(std::move(runtime)), event);
    return event.contains("level") ? std::string(event.at("level").as_string()) : "";
  };
  EXPECT_EQ(level({{"IsAssert", "true"}}), "error");
  EXPECT_EQ(level({{"IsEnsure", "true"}}), "warning");
  EXPECT_EQ(level({{"CrashType", "Ensure"}}), "warning");
  EXPECT_EQ(level({{"CrashType", "Crash"}, {"IsAssert", "false"}, {"IsEnsure", "0"}}), "");
}

TEST(WriteUnreal, LeavesWhatTheEventSays) {
  json::object event = parse(
      R"({"level":"info","sdk":"mine","logentry":{"formatted":"m"},"user":{"username":"n","id":""},)"
      R"("contexts":{"device":{"memory_size":1},"os":{"raw_description":"r"},"gpu":{"name":"g"}},)"
      R"("tags":[["a","b"]]})");
  write_unreal(context_of({{"CrashType", "Ensure"},
                           {"LoginId", "l"},
                           {"ErrorMessage", "e"},
                           {"UserName", "u"},
                           {"MemoryStats.TotalPhysical", "2"},
                           {"Misc.OSVersionMajor", "o"},
                           {"Misc.PrimaryGPUBrand", "p"}}),
               event);
  EXPECT_EQ(written(event),
            R"({"level":"info","sdk":"mine","logentry":{"formatted":"m"},)"
            R"("user":{"username":"n","id":"l"},"contexts":{"device":{"memory_size":1},)"
            R"("os":{"raw_description":"r"},"gpu":{"name":"g"},"unreal":{"crash_type":"Ensure",)"
            R"("login_id":"l","misc_primary_gpu_brand":"p"}},)"
            R"("tags":[["a","b"]]})");
}

TEST(WriteUnrealUser, TellsPersonAccountAndMachine) {
  const auto told = [](std::string_view user_id, const char* text = "{}") {
    json::object event = parse(text);
    write_unreal_user(user_id, event);
    return written(event);
  };
  EXPECT_EQ(told("u|e|m"),
            R"({"user":{"id":"u"},"tags":{"epic_account_id":"e","machine_id":"m"}})");
  EXPECT_EQ(told("u", R"({"user":{"id":"mine"}})"), R"({"user":{"id":"u"}})");
  EXPECT_EQ(told("|e", R"({"tags":[["a","b"]]})"),
            R"({"tags":[["a","b"],["epic_account_id","e"]]})");
  EXPECT_EQ(told(""), "{}");
  EXPECT_EQ(told("||"), "{}");
}

TEST(TakeGameEvent, TakesAnObjectAndNothingElse) {
  CrashContext crash = context_of({}, {}, {{"a", "1"}, {"__sentry", R"({"release":"r"})"}});
  const auto event = take_game_event(crash, {});
  ASSERT_TRUE(event.has_value());
  EXPECT_EQ(written(*event), R"({"release":"r"})");
  EXPECT_EQ(crash.game.size(), 1U);
  for (const char* text : {"[]", "{", "text"}) {
    CrashContext other = context_of({}, {}, {{"__sentry", text}});
    EXPECT_FALSE(take_game_event(other, {}).has_value()) << text;
    EXPECT_EQ(other.game.size(), 1U) << "stays game data";
  }
  CrashContext none;
  EXPECT_FALSE(take_game_event(none, {}).has_value());
}

TEST(UnrealUserReport, SaysWhatThePersonWrote) {
  const EventId event{1, 2};
  EXPECT_EQ(unreal_user_report(context_of({{"UserDescription", "it broke"}}), event),
            R"({"event_id":")" + event.to_hex() +
                R"(","name":"unknown","email":"","comments":"it broke"})");
  EXPECT_EQ(
      unreal_user_report(context_of({{"UserName", "jane"}, {"UserDescription", "\"so\""}}), event),
      R"({"event_id":")" + event.to_hex() + R"(","name":"jane","email":"","comments":"\"so\""})");
  EXPECT_EQ(unreal_user_report(context_of({{"UserName", "jane"}}), event), "");
}

TEST(AppendBreadcrumbs, GoBehindThoseOfTheEvent) {
  const auto appended = [](const char* text) {
    json::object event = parse(text);
    append_breadcrumbs({1}, event);
    return written(event);
  };
  EXPECT_EQ(appended("{}"), R"({"breadcrumbs":{"values":[1]}})");
  EXPECT_EQ(appended(R"({"breadcrumbs":{"values":[0]}})"), R"({"breadcrumbs":{"values":[0,1]}})");
  EXPECT_EQ(appended(R"({"breadcrumbs":[0]})"), R"({"breadcrumbs":[0,1]})");
  EXPECT_EQ(appended(R"({"breadcrumbs":"none"})"), R"({"breadcrumbs":{"values":[1]}})");
  json::object untouched;
  append_breadcrumbs({}, untouched);
  EXPECT_TRUE(untouched.empty());
}

}  // namespace
}  // namespace picket::domain::items
