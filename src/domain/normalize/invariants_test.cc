// What holds for whatever an SDK sends: one event that has everything, with every place of it
// replaced by every wrong value.
#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <limits>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "domain/normalize/schemas.h"
#include "domain/normalize/testing.h"

namespace picket::domain::normalize {
namespace {

constexpr std::string_view kFull = R"({
  "event_id":"4c79f60c11214eb38604f4ae0781bfb2","level":"error","platform":"python","type":"error",
  "timestamp":1763999999.5,"start_timestamp":1763999998,"received":5,"time_spent":12,
  "release":"shop@1.0","dist":"7","environment":"prod","transaction":"checkout","culprit":"here",
  "transaction_info":{"source":"url","original":"/x","propagations":1},
  "server_name":"web-1","site":"eu","logger":"shop","checksum":"abc","version":"7",
  "fingerprint":["a","{{ default }}",3],"modules":{"six":"1.0"},"message":"hello",
  "tags":{"a":"b","0":1},"extra":{"k":[1,{"n":null}],"f":1.5,"":{"x":1}},
  "user":{"id":5,"email":"a@b","ip_address":"{{auto}}","username":true,"name":"n","weird":[1],
          "geo":{"city":"Berlin"},"data":{"plan":"pro"},"segment":"s","sentry_user":"id:0"},
  "request":{"url":"http://h/p?q=1#f","method":"get","query_string":"a=1","cookies":"c=1; d=2",
             "headers":{"Cookie":"e=3","x-y":[1,"2"],"host":"h"},"env":{"REMOTE_ADDR":"1.2.3.4"},
             "data":{"k":"v"},"fragment":"f","body_size":3,"protocol":"https"},
  "contexts":{"os":{"name":"Linux","version":"6"},"trace":{"trace_id":"4c79f60c11214eb38604f4ae0781bfb2",
      "span_id":"00f067aa0ba902b7","op":"x"},"own":{"deep":{"er":[1]}},"reprocessing":{"a":1},
      "response":{"headers":{"a":"b"},"cookies":{"c":"d"},"data":"x"}},
  "breadcrumbs":[{"timestamp":1763999990,"ty":"http","category":"c","level":"log","message":"m",
                  "data":{"a":1},"unknown":1},null],
  "exception":[{"type":"ValueError","value":"v","module":"m","thread_id":1,
    "mechanism":{"type":"generic","handled":false,"help_link":"http://h","source":"s","exception_id":0,
                 "parent_id":1,"data":{"a":1},"meta":{"errno":{"number":1}}},
    "stacktrace":{"frames":[{"function":"f","module":"m","filename":"http://a/b.py","lineno":1,"colno":2,
      "in_app":true,"vars":["x",{"y":1}],"pre_context":["a",null],"context_line":"b","post_context":[],
      "data":{"orig_in_app":1,"sourcemap":"s"},"instruction_addr":"0x1F","image_addr":31,
      "lock":{"type":1},"platform":"python"},null,{"function":"?"}],"registers":{"r":"0x1"}},
    "raw_stacktrace":{"frames":[{"function":"g"}]}},{"value":"KeyError: x"}],
  "threads":{"values":[{"id":1,"name":"main","crashed":true,"current":false,"held_locks":{"a":1},
                        "stacktrace":{"frames":[{"function":"t"}]}}],"more":1},
  "stacktrace":{"frames":[{"abs_path":"/x/y.c"}],"instruction_addr_adjustment":"auto","lang":"c"},
  "template":{"filename":"t.html","lineno":1,"context_line":"c","pre_context":["p"]},
  "debug_meta":{"images":[{"type":"elf"}]},"csp":{"effective_directive":"img-src"},
  "sdk":{"name":"sentry.python","version":"2.0","integrations":["a"],"packages":[{"name":"p"}],
         "settings":{"infer_ip":"auto"}},
  "ingest_path":[{"version":"1"}],"errors":[{"type":"x","name":"y"}],"unknown":{"a":1},"key_id":"9",
  "sentry.interfaces.Http":{"url":"/legacy"},
  "_meta":{"message":{"":{"rem":[["@x","s",0,2]],"len":9}},"extra":{"k":{"1":{"":{"len":3}}}},
           "user":{"weird":{"":{"len":4}},"sentry_user":{"":{"len":1}}},
           "tags":{"0":{"":{"len":2}},"a":{"":{"rem":[["@y","x"]]}}},"dist":{"":{"len":1}},
           "request":{"headers":{"Cookie":{"":{"len":8}},"x-y":{"0":{"":{"len":1}}}}},
           "exception":{"0":{"type":{"":{"len":11}},"stacktrace":{"frames":{"0":{
               "vars":{"1":{"y":{"":{"len":1}}}},"filename":{"":{"len":2}}},
               "2":{"function":{"":{"len":1}}}}}}},
           "breadcrumbs":{"0":{"ty":{"":{"len":4}}}},"threads":{"more":{"":{"len":1}}},
           "contexts":{"reprocessing":{"a":{"":{"len":1}}}},"key_id":{"":{"len":1}},"gone":{"":{"len":1}}}
})";

constexpr std::string_view kFullTransaction = R"({
  "type":"transaction","transaction":"/user/123/x","transaction_info":{"source":"url","original":"/o",
    "changes":[{"source":"url","propagations":1,"timestamp":1763999990}],"propagations":2},
  "start_timestamp":1763999990,"timestamp":1763999999.5,"platform":"javascript","level":"warning",
  "tags":{"lcp.url":"u","device.class":"9","http.status_code":"404"},
  "sdk":{"name":"sentry.javascript.react-native","version":"4.1","integrations":["django"],"packages":[{"name":"n"}]},
  "contexts":{"trace":{"trace_id":"4c79f60c11214eb38604f4ae0781bfb2","span_id":"00f067aa0ba902b7",
      "status":5,"origin":"auto.x","client_sample_rate":0.5,"data":{"lcp.element":"body","lcp.size":5,"lcp.id":"i"}},
    "device":{"family":"a","processor_frequency":2500,"processor_count":8,"memory_size":8589934592,"online":true},
    "response":{"headers":{"Set-Cookie":"a=b","content-type":"text/x; y"},"data":"{\"a\":1}"},
    "os":{"name":"iOS","version":"1"},"replay":{"replay_id":"4c79f60c11214eb38604f4ae0781bfb2"}},
  "request":{"url":"HTTP://Host:80/a b?c#d","data":"a=1&b=2","headers":{"content-type":"text/plain"}},
  "measurements":{"LCP":{"value":420,"unit":"ms"},"app.start.cold":{"value":3},"frames_total":{"value":4},
     "frames_slow":{"value":1},"stall_total_time":{"value":5},"own":{"value":1,"unit":"Custom"}},
  "breakdowns":{"span_ops":{"ops.db":{"value":1,"unit":"second"}}},
  "spans":[{"trace_id":"4c79f60c11214eb38604f4ae0781bfb2","span_id":"00f067aa0ba902b8","op":"app_start_cold",
      "parent_span_id":"00f067aa0ba902b7","start_timestamp":1763999991,"timestamp":1763999995,"status":"ok",
      "tags":{"a":1},"measurements":{"m":{"value":1}},"data":{"x":1},"links":[{"trace_id":"4c79f60c11214eb38604f4ae0781bfb2",
      "span_id":"00f067aa0ba902b9"}]},{"trace_id":"4c79f60c11214eb38604f4ae0781bfb2","span_id":"00f067aa0ba902ba",
      "start_timestamp":1763999992}],
  "debug_meta":{"sdk_info":{"sdk_name":"iOS"},"images":[{"type":"apple","name":"a","uuid":"494f3aea88fa42969644fa8ef5d139b6",
      "image_addr":1,"image_size":2},{"type":"tape"},{"type":"elf","code_file":"c","id":"494f3aea88fa42969644fa8ef5d139b6-1"}]},
  "exception":[{"type":"E","mechanism":{"type":"m","meta":{"errno":{"number":2},"signal":{"number":11,"code":1},
      "mach_exception":{"exception":1}}},"stacktrace":{"frames":[{"function":"f"}],"registers":{"r":16}}}],
  "threads":[{"id":1,"held_locks":{"0x1":{"type":1,"own":2}}}],
  "_meta":{"transaction":{"":{"rem":[["@x","s",0,2]]}},"measurements":{"LCP":{"value":{"":{"len":1}}}},
     "spans":{"0":{"op":{"":{"len":2}}}},"debug_meta":{"images":{"0":{"name":{"":{"len":3}}},"1":{"type":{"":{"len":1}}}}},
     "contexts":{"response":{"headers":{"content-type":{"":{"len":4}}}}}}
})";

constexpr const char* kWrong[] = {"null",        "true",
                                  "-1",          "253402300800",
                                  "NaN",         "\"\"",
                                  "\"?\"",       "\"x\\ny\"",
                                  "\"\\ud800\"", "[]",
                                  "{}",          "[null,{}]",
                                  "{\"\":NaN}",  "{\"values\":[7,null,[],{}]}"};

/// Every place of a value, outermost first.
void collect(const json::value& value, const std::string& pointer, std::vector<std::string>& out) {
  if (!pointer.empty()) out.push_back(pointer);
  if (const json::object* object = value.if_object()) {
    for (const auto& [key, child] : *object) collect(child, pointer + '/' + std::string(key), out);
  } else if (const json::array* array = value.if_array()) {
    for (std::size_t i = 0; i < array->size(); ++i) {
      collect((*array)[i], pointer + '/' + std::to_string(i), out);
    }
  }
}

const json::value* child_of(const json::value& value, std::string_view name) {
  boost::system::error_code error;
  return value.find_pointer("/" + std::string(name), error);
}

/// Calls `each(facts, dotted name)` for all facts; what is wrong with the tree itself is said here.
void check_node(const json::object& node, const json::value* about, const std::string& name,
                const std::function<void(const json::object&, const std::string&)>& each) {
  EXPECT_NE(about, nullptr) << "_meta about nothing: " << name;
  EXPECT_FALSE(node.empty()) << "empty node: " << name;
  if (about == nullptr) return;
  for (const auto& [key, value] : node) {
    ASSERT_TRUE(value.is_object()) << name << " " << key;
    const json::object& child = value.get_object();
    if (!key.empty()) {
      const std::string dotted = name.empty() ? std::string(key) : name + '.' + std::string(key);
      check_node(child, child_of(*about, key), dotted, each);
      continue;
    }
    EXPECT_FALSE(child.empty()) << "no facts: " << name;
    each(child, name);
  }
}

/// A known attribute is null only when `_meta` says why.
void check_nulls(const json::object& object, const Schema& schema, const json::object* meta,
                 const std::string& name) {
  for (const auto& [key, value] : object) {
    const Field* const field = schema.find(key);
    if (field == nullptr) continue;
    const json::object* const known = meta != nullptr ? protocol::find_object(*meta, key) : nullptr;
    const std::string at = name + '.' + std::string(key);
    if (value.is_null()) {
      EXPECT_TRUE(known != nullptr && known->contains("")) << "null without a reason: " << at;
    } else if (field->kind == Kind::object) {
      check_nulls(value.as_object(), *field->schema, known, at);
    }
  }
}

void check(const json::object& event) {
  const json::value* const tree = event.if_contains("_meta");
  const json::object* const meta = tree != nullptr ? tree->if_object() : nullptr;
  check_nulls(event, kEventSchema, meta, "");
  if (meta == nullptr) return;
  const json::value whole(event);
  check_node(*meta, &whole, "", [&](const json::object& facts, const std::string& name) {
    const json::array* const list = protocol::find_array(facts, "err");
    for (const json::value& error : list != nullptr ? *list : json::array()) {
      const json::value& kind = error.is_array() ? error.get_array().at(0) : error;
      const json::array& shown = event.at("errors").as_array();
      EXPECT_TRUE(std::any_of(shown.begin(), shown.end(),
                              [&](const json::value& one) {
                                return protocol::find_string(one.as_object(), "type") ==
                                           kind.as_string() &&
                                       protocol::find_string(one.as_object(), "name") == name;
                              }))
          << "not in errors: " << kind << " of " << name;
    }
  });
}

std::string written(const json::object& event) {
  std::string out;
  protocol::write_json(event, out);
  return out;
}

bool always(const json::object&) {
  return true;
}

const ScoreProfile kProfiles[] = {
    {"p", {{"lcp", 1, 100, 200}, {"own", 1, 1, 2, true}}, always, "v"}};

NormalizeContext context_of(EventKind kind) {
  NormalizeContext context = test_context();
  context.kind = kind;
  context.new_trace = EventId{0x1111222233334444U, 5};
  context.score_profiles = kProfiles;
  return context;
}

/// False when the event was refused, which only times may cause, and ids of a transaction.
bool check_all(json::object event, EventKind kind = EventKind::error) {
  const NormalizeContext context = context_of(kind);
  if (!normalize_event(event, context)) return false;
  check(event);
  const std::string once = written(event);
  json::object again = parsed(once);
  const json::object first = again;
  EXPECT_TRUE(normalize_event(again, context).has_value());
  EXPECT_TRUE(again == first) << "not a fixed point:\n" << once << '\n' << written(again);
  return true;
}

TEST(NormalizeInvariants, HoldForTheWholeEvent) {
  EXPECT_TRUE(check_all(parsed(kFull)));
}

TEST(NormalizeInvariants, HoldForAWholeTransaction) {
  EXPECT_TRUE(check_all(parsed(kFullTransaction), EventKind::transaction));
  EXPECT_TRUE(check_all(parsed(kFullTransaction), EventKind::feedback));
  EXPECT_TRUE(check_all(parsed(kFullTransaction)));
}

TEST(NormalizeInvariants, HoldForEveryWrongValueInATransaction) {
  const json::value full = parsed(kFullTransaction);
  std::vector<std::string> places;
  collect(full, "", places);
  ASSERT_GT(places.size(), 100U);
  std::size_t kept = 0;
  for (const std::string& place : places) {
    for (const char* const wrong : kWrong) {
      SCOPED_TRACE(place + " = " + wrong);
      json::value event = full;
      event.at_pointer(place) = parsed(R"({"v":)" + std::string(wrong) + "}").at("v");
      if (check_all(std::move(event.get_object()), EventKind::transaction)) ++kept;
      if (testing::Test::HasFailure()) return;
    }
  }
  EXPECT_GT(kept, places.size() * std::size(kWrong) / 2);
}

TEST(NormalizeInvariants, HoldForEveryWrongValueAtEveryPlace) {
  const json::value full = parsed(kFull);
  std::vector<std::string> places;
  collect(full, "", places);
  ASSERT_GT(places.size(), 200U);
  for (const std::string& place : places) {
    for (const char* const wrong : kWrong) {
      SCOPED_TRACE(place + " = " + wrong);
      json::value event = full;
      event.at_pointer(place) = parsed(R"({"v":)" + std::string(wrong) + "}").at("v");
      const bool may_refuse = place == "/timestamp" || place == "/start_timestamp";
      EXPECT_TRUE(check_all(std::move(event.get_object())) || may_refuse);
      if (testing::Test::HasFailure()) return;  // One is enough; the others would say the same.
    }
  }
}

/// The value `depth` arrays deep.
json::value buried(std::size_t depth, json::value value) {
  for (std::size_t i = 0; i < depth; ++i) value = json::array({std::move(value)});
  return value;
}

TEST(NormalizeInvariants, HoldForTheDeepestEventThatCanBeRead) {
  const double none = std::numeric_limits<double>::infinity();
  for (const bool transaction : {false, true}) {
    const json::value full = parsed(transaction ? kFullTransaction : kFull);
    std::vector<std::string> places;
    collect(full, "", places);
    for (const std::string& place : places) {
      SCOPED_TRACE(place);
      const auto levels = static_cast<std::size_t>(std::count(place.begin(), place.end(), '/'));
      json::value event = full;
      event.at_pointer(place) = buried(protocol::kMaxJsonDepth - levels, none);
      ASSERT_TRUE(protocol::parse_json(written(event.get_object())).has_value());
      check_all(std::move(event.get_object()),
                transaction ? EventKind::transaction : EventKind::error);
      if (testing::Test::HasFailure()) return;
    }
  }
}

/// The samples beside the repository, in the order of their names; none without them.
std::vector<json::object> samples() {
  const std::filesystem::path folder = std::filesystem::path(PICKET_SHARED_DIR) / "samples/events";
  std::vector<std::filesystem::path> files;
  if (!std::filesystem::exists(folder)) return {};
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<json::object> events;
  for (const std::filesystem::path& file : files) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    events.push_back(parsed(text.str()));
  }
  return events;
}

TEST(NormalizeInvariants, HoldForEverySample) {
  const std::vector<json::object> events = samples();
  if (events.empty()) GTEST_SKIP() << "no samples below " PICKET_SHARED_DIR;
  EXPECT_GT(events.size(), 20U);
  for (const json::object& event : events) EXPECT_TRUE(check_all(event));
}

TEST(NormalizeInvariants, HoldForSamplesWithRandomPlacesChanged) {
  const std::vector<json::object> events = samples();
  if (events.empty()) GTEST_SKIP() << "no samples below " PICKET_SHARED_DIR;
  std::mt19937 random(20261128);
  for (const json::object& sample : events) {
    const json::value whole(sample);
    std::vector<std::string> places;
    collect(whole, "", places);
    for (int round = 0; round < 10; ++round) {
      json::value event = whole;
      for (unsigned changes = 1 + random() % 4; changes > 0; --changes) {
        const std::string& place = places[random() % places.size()];
        boost::system::error_code gone;
        json::value* const at = event.find_pointer(place, gone);
        if (at == nullptr) continue;
        // Something wrong, or what is right in another place.
        const json::value* const other = whole.find_pointer(places[random() % places.size()], gone);
        const std::string wrong = kWrong[random() % std::size(kWrong)];
        if (other != nullptr && random() % 2 == 0) {
          *at = json::value(*other);
        } else {
          *at = parsed(R"({"v":)" + wrong + "}").at("v");
        }
      }
      const EventKind kind = random() % 4 == 0 ? EventKind::transaction : EventKind::error;
      check_all(std::move(event.get_object()), kind);
      if (testing::Test::HasFailure()) return;
    }
  }
}

TEST(NormalizeInvariants, HoldWithNullInsteadOfEveryLeaf) {
  json::value event = parsed(kFull);
  std::vector<std::string> places;
  collect(event, "", places);
  for (const std::string& place : places) {
    json::value& value = event.at_pointer(place);
    if (!value.is_object() && !value.is_array()) value = nullptr;
  }
  EXPECT_TRUE(check_all(std::move(event.get_object())));
}

TEST(NormalizeInvariants, HoldWithEachAttributeAlone) {
  const json::object full = parsed(kFull);
  for (const auto& [key, value] : full) {
    SCOPED_TRACE(key);
    EXPECT_TRUE(check_all(json::object({{key, value}})));
    EXPECT_TRUE(check_all(json::object({{key, value}, {"_meta", full.at("_meta")}})));
  }
}

}  // namespace
}  // namespace picket::domain::normalize
