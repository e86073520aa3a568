#include "domain/grouping/fingerprint.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "domain/grouping/md5.h"
#include "domain/grouping/testing.h"

namespace picket::domain::grouping {
namespace {

using Texts = std::vector<std::string>;

const char* const kEvent = R"json(,
  "transaction":"/pay","level":"fatal","logger":"shop","tags":[["a",null],["a","1"],["a","2"],["b"]],
  "platform":"native",
  "exception":{"values":[{"type":"First"},{"type":"Last","value":"boom","stacktrace":{"frames":[
    {"function":"f(int)","filename":"f.c","abs_path":"/src/f.c","module":"m","in_app":true,
     "package":"/opt/app/lib.so"},
    {"function":"lib","package":"C:\\win\\sys.dll"}]}}]}})json";

template <class Look>
void with_fingerprint(const boost::json::object& json, const Config& config, Look look) {
  const auto settings = GroupingSettings::compile({}, config);
  Arena arena;
  StacktraceReader stacktraces(json, *settings, arena);
  const Event event = read_event(json, stacktraces, arena);
  Run run{.event = event,
          .config = config,
          .arena = arena,
          .settings = *settings,
          .stacktraces = stacktraces};
  look(read_fingerprint(run));
}

/// Entries after resolution.
Texts resolve(const std::string& entries, const std::string& event = kEvent,
              const Config& config = kCurrent) {
  const boost::json::value json = boost::json::parse(R"({"fingerprint":)" + entries + event);
  Texts out;
  with_fingerprint(json.as_object(), config, [&](const Fingerprint& fingerprint) {
    for (const std::string_view entry : fingerprint.entries) out.emplace_back(entry);
  });
  return out;
}

FingerprintKind kind_of(const std::string& fingerprint) {
  const boost::json::value json = boost::json::parse(R"({"fingerprint":)" + fingerprint + "}");
  FingerprintKind kind{};
  with_fingerprint(json.as_object(), kCurrent, [&](const Fingerprint& read) { kind = read.kind; });
  return kind;
}

TEST(Fingerprint, IsPlainHybridOrCustom) {
  for (const char* plain : {"null", "[]", R"("text")", "{}", R"(["{{ default }}"])",
                            R"(["{{default}}"])", "[null,[],{}]", R"([null,"{{  default  }}"])"}) {
    EXPECT_EQ(kind_of(plain), FingerprintKind::plain) << plain;
  }
  EXPECT_EQ(kind_of(R"(["{{ default }}","x"])"), FingerprintKind::hybrid);
  EXPECT_EQ(kind_of(R"(["x","{{default}}"])"), FingerprintKind::hybrid);
  EXPECT_EQ(kind_of(R"(["{{ default }}","{{ default }}"])"), FingerprintKind::hybrid);
  EXPECT_EQ(kind_of(R"(["x"])"), FingerprintKind::custom);
  EXPECT_EQ(kind_of(R"([""])"), FingerprintKind::custom);
}

TEST(Fingerprint, WritesEntriesAsTheRelayDoes) {
  EXPECT_EQ(resolve(R"(["a",1,-2,true,false,3.9,-3.9,18446744073709551615,null,[1],{},1e300])"),
            (Texts{"a", "1", "-2", "True", "False", "3", "-3", "18446744073709551615"}));
  EXPECT_EQ(resolve("[4503599627370495.0,9007199254740992.0]"), (Texts{"4503599627370495"}));
}

TEST(Fingerprint, CountsALimitedNumberOfEntries) {
  std::string entries = "[";
  for (std::size_t i = 0; i < kMostFingerprintEntries + 5; ++i) entries += i > 0 ? ",1" : "1";
  EXPECT_EQ(resolve(entries + "]").size(), kMostFingerprintEntries);
}

TEST(Fingerprint, KnowsAVariableOnlyByTheWholeEntry) {
  for (const char* text : {"{{ level }} x", "x {{ level }}", "{{}}", "{{ }}", "{ level }",
                           "{{ level }", "{{ the level }}", "{{ level }} }}"}) {
    EXPECT_EQ(resolve(R"([")" + std::string(text) + R"("])"), (Texts{text}));
  }
  for (const char* text : {"{{level}}", "{{ level }}", "{{   level}}", "{{\\u00a0level\\t}}"}) {
    EXPECT_EQ(resolve(R"([")" + std::string(text) + R"("])"), (Texts{"fatal"})) << text;
  }
}

TEST(Fingerprint, ResolvesEveryVariable) {
  const std::pair<const char*, const char*> cases[] = {
      {"default", "{{ default }}"},
      {"transaction", "/pay"},
      {"message", "boom"},
      {"type", "Last"},
      {"error.type", "Last"},
      {"value", "boom"},
      {"error.value", "boom"},
      {"function", "f"},
      {"stack.function", "f"},
      {"path", "/src/f.c"},
      {"stack.abs_path", "/src/f.c"},
      {"stack.filename", "f.c"},
      {"module", "m"},
      {"stack.module", "m"},
      {"package", "lib.so"},
      {"stack.package", "lib.so"},
      {"level", "fatal"},
      {"logger", "shop"},
      {"tags.a", "1"},
  };
  for (const auto& [name, value] : cases) {
    EXPECT_EQ(resolve(R"(["{{ )" + std::string(name) + R"( }}"])"), (Texts{value})) << name;
  }
}

TEST(Fingerprint, SaysWhatIsMissing) {
  const std::pair<const char*, const char*> cases[] = {
      {"transaction", "<no-transaction>"},
      {"message", "<no-message>"},
      {"error.type", "<no-type>"},
      {"value", "<no-value>"},
      {"function", "<no-function>"},
      {"path", "<no-abs-path>"},
      {"stack.filename", "<no-filename>"},
      {"module", "<no-module>"},
      {"package", "<no-package>"},
      {"level", "<no-level>"},
      {"logger", "<no-logger>"},
      {"tags.x", "<no-value-for-tag-x>"},
      {"nonsense", "<unrecognized-variable-nonsense>"},
  };
  for (const auto& [name, value] : cases) {
    EXPECT_EQ(resolve(R"(["{{ )" + std::string(name) + R"( }}"])", "}"), (Texts{value})) << name;
  }
  EXPECT_EQ(resolve(R"(["{{ tags.b }}"])"), (Texts{"<no-value-for-tag-b>"}));
}

TEST(Fingerprint, KeptUnknownVariablesIn2023) {
  EXPECT_EQ(resolve(R"(["{{nonsense}}"])", "}", kSentry2023), (Texts{"{{nonsense}}"}));
}

TEST(Fingerprint, TakesTheMessageFromTheLogEntryFirst) {
  const char* const message = R"(["{{ message }}"])";
  EXPECT_EQ(resolve(message, R"(,"logentry":{"message":"m %s","formatted":"m x"}})"),
            (Texts{"m x"}));
  EXPECT_EQ(resolve(message, R"(,"logentry":{"message":"m"},"exception":[{"value":"v"}]})"),
            (Texts{"m"}));
}

TEST(Fingerprint, FindsTheCrashFrame) {
  const char* const function = R"(["{{ function }}"])";
  const std::string frames = R"("stacktrace":{"frames":[{"function":"f"},{"function":"g"},null]})";
  EXPECT_EQ(resolve(function, "," + frames + "}"), (Texts{"g"}));
  EXPECT_EQ(resolve(function, R"(,"threads":[{)" + frames + "}]}"), (Texts{"g"}));
  EXPECT_EQ(resolve(function, R"(,"threads":[{)" + frames + "},{}]}"), (Texts{"<no-function>"}));
  EXPECT_EQ(resolve(function, R"(,"threads":[7]})"), (Texts{"<no-function>"}));
  EXPECT_EQ(resolve(function, R"(,"exception":[{"type":"T"}],)" + frames + "}"), (Texts{"g"}));
}

TEST(Fingerprint, ReadsTheOtherPathWhenOneIsMissing) {
  const std::string filename = R"(,"stacktrace":{"frames":[{"filename":"f.c"}]}})";
  const std::string abs_path = R"(,"stacktrace":{"frames":[{"abs_path":"/f.c","filename":""}]}})";
  EXPECT_EQ(resolve(R"(["{{ path }}"])", filename), (Texts{"f.c"}));
  EXPECT_EQ(resolve(R"(["{{ stack.filename }}"])", abs_path), (Texts{"/f.c"}));
}

TEST(Fingerprint, ReadsTagsOfAnObject) {
  EXPECT_EQ(resolve(R"(["{{ tags.a }}"])", R"(,"tags":{"a":"1"}})"), (Texts{"1"}));
  EXPECT_EQ(resolve(R"(["{{ tags.a }}"])", R"(,"tags":7})"), (Texts{"<no-value-for-tag-a>"}));
}

TEST(Fingerprint, HasPlaceholdersInWhatIsAMessageOfTheEvent) {
  const std::string event =
      R"(,"logentry":{"message":"order %s of 9","formatted":"order 7\nmore"},
          "exception":[{"type":"E 1","value":"503"},{"value":"id 4"}],"level":"5","tags":{"a":"503"}})";
  EXPECT_EQ(resolve(R"(["{{ message }}"])", event), (Texts{"order <int>\nmore"}));  // Not cut.
  EXPECT_EQ(resolve(R"(["{{ value }}","503","order %s of 9",503])", event),
            (Texts{"id <int>", "<int>", "order %s of <int>", "<int>"}));
  EXPECT_EQ(resolve(R"(["{{ tags.a }}","{{ default }}"])", event),
            (Texts{"<int>", "{{ default }}"}));
  // What says something else stays, whatever is in it.
  EXPECT_EQ(resolve(R"(["order 7","504","{{ level }}","E 1","4"])", event),
            (Texts{"order 7", "504", "5", "E 1", "4"}));
}

TEST(Fingerprint, LooksAtAMessageOnce) {
  const boost::json::value json = boost::json::parse(
      R"({"fingerprint":["{{ message }}","{{ level }}","{{ message }}"],"level":"error",
          "logentry":{"formatted":"order 7"}})");
  Arena arena;
  const auto settings = GroupingSettings::standard();
  StacktraceReader stacktraces(json.as_object(), *settings, arena);
  const Event read = read_event(json.as_object(), stacktraces, arena);
  grouping::Run run{.event = read,
                    .config = kCurrent,
                    .arena = arena,
                    .settings = *settings,
                    .stacktraces = stacktraces};
  const std::vector<std::string_view> entries = read_fingerprint(run).entries;
  EXPECT_EQ(entries, (std::vector<std::string_view>{"order <int>", "error", "order <int>"}));
  EXPECT_EQ(entries[0].data(), entries[2].data());
}

TEST(Fingerprint, OfItsOwnReplacesTheContents) {
  const Grouped grouped(R"({"fingerprint":["a","b",1],"exception":{"values":[{"type":"T"}]}})");
  EXPECT_EQ(grouped.names(), (Texts{"app", "custom_client_fingerprint"}));
  EXPECT_EQ(grouped.hashes(), (Texts{md5_hex("ab1")}));
  EXPECT_EQ(grouped.hint("app"), "ignored because custom client fingerprint takes precedence");
}

TEST(Fingerprint, HybridSaltsEveryVariant) {
  const Grouped grouped(
      R"({"fingerprint":["x","{{ default }}","y","{{default}}"],"platform":"other",
          "stacktrace":{"frames":[{"function":"f","in_app":true},{"function":"g"}]}})");
  EXPECT_EQ(grouped.hash("app"), md5_hex("xfyf"));
  EXPECT_EQ(grouped.hash("system"), md5_hex("xfgyfg"));
  EXPECT_EQ(grouped.variant("app")->type, VariantType::salted_component);
}

TEST(Fingerprint, HybridOfNothingFallsBack) {
  const Grouped grouped(R"({"fingerprint":["x","{{ default }}"],"logentry":{"formatted":""}})");
  EXPECT_EQ(grouped.names(), (Texts{"default", "fallback"}));
  EXPECT_EQ(grouped.hashes(), (Texts{"d41d8cd98f00b204e9800998ecf8427e"}));
}

}  // namespace
}  // namespace picket::domain::grouping
