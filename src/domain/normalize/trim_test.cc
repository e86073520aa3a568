#include "domain/normalize/trim.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "domain/normalize/testing.h"

namespace picket::domain::normalize {
namespace {

struct Limit {
  std::string_view form;  ///< With @ for the text.
  std::string_view pointer;
  std::size_t chars;
  std::size_t allowance;
};

/// Source: shared spec "ingest", section 3.3.
constexpr Limit kLimits[] = {
    {R"({"culprit":"@"})", "/culprit", 200, 0},
    {R"({"transaction":"@"})", "/transaction", 200, 0},
    {R"({"logger":"@"})", "/logger", 64, 0},
    {R"({"checksum":"@"})", "/checksum", 128, 0},
    {R"({"logentry":{"formatted":"@","message":"m"}})", "/logentry/formatted", 8192, 200},
    {R"({"exception":{"type":"@"}})", "/exception/values/0/type", 256, 20},
    {R"({"exception":{"value":"@"}})", "/exception/values/0/value", 8192, 200},
    {R"({"exception":{"type":"E","module":"@"}})", "/exception/values/0/module", 256, 20},
    {R"({"exception":{"type":"E","mechanism":{"type":"@"}}})", "/exception/values/0/mechanism/type",
     128, 0},
    {R"({"exception":{"type":"E","mechanism":{"type":"m","description":"@"}}})",
     "/exception/values/0/mechanism/description", 8192, 200},
    {R"({"stacktrace":{"frames":[{"function":"@"}]}})", "/stacktrace/frames/0/function", 256, 20},
    {R"({"stacktrace":{"frames":[{"raw_function":"@"}]}})", "/stacktrace/frames/0/raw_function",
     256, 20},
    {R"({"stacktrace":{"frames":[{"symbol":"@"}]}})", "/stacktrace/frames/0/symbol", 256, 0},
    {R"({"stacktrace":{"frames":[{"filename":"@","abs_path":"p"}]}})",
     "/stacktrace/frames/0/filename", 256, 40},
    {R"({"stacktrace":{"frames":[{"abs_path":"@","filename":"f"}]}})",
     "/stacktrace/frames/0/abs_path", 256, 40},
    {R"({"threads":[{"id":"@"}]})", "/threads/values/0/id", 256, 20},
    {R"({"threads":[{"name":"@"}]})", "/threads/values/0/name", 1024, 100},
    {R"({"breadcrumbs":[{"type":"@"}]})", "/breadcrumbs/values/0/type", 128, 0},
    {R"({"breadcrumbs":[{"category":"@"}]})", "/breadcrumbs/values/0/category", 128, 0},
    {R"({"breadcrumbs":[{"message":"@"}]})", "/breadcrumbs/values/0/message", 8192, 200},
    {R"({"user":{"id":"@"}})", "/user/id", 128, 0},
    {R"({"user":{"email":"@"}})", "/user/email", 75, 0},
    {R"({"user":{"username":"@"}})", "/user/username", 128, 0},
    {R"({"user":{"name":"@"}})", "/user/name", 128, 0},
    {R"({"request":{"url":"@"}})", "/request/url", 256, 40},
    {R"({"request":{"fragment":"@"}})", "/request/fragment", 1024, 100},
    {R"({"sdk":{"name":"@","version":"1"}})", "/sdk/name", 256, 20},
    {R"({"template":{"filename":"@"}})", "/template/filename", 128, 20},
};

std::string filled(std::string_view form, const std::string& text) {
  std::string out(form);
  return out.replace(out.find('@'), 1, text);
}

std::string pointer_to_meta(std::string_view pointer) {
  return "/_meta" + std::string(pointer) + '/';
}

TEST(Trim, CutsATextThatIsLongerThanItsLimitAndAllowance) {
  for (const Limit& limit : kLimits) {
    const std::string most(limit.chars + limit.allowance, 'x');
    EXPECT_EQ(shown(normalized(filled(limit.form, most)), limit.pointer), '"' + most + '"')
        << limit.form;
    const json::object cut = normalized(filled(limit.form, most + "x"));
    EXPECT_EQ(shown(cut, limit.pointer), '"' + std::string(limit.chars - 3, 'x') + "...\"")
        << limit.form;
    const std::string from = std::to_string(limit.chars - 3);
    EXPECT_EQ(shown(cut, pointer_to_meta(limit.pointer)),
              R"({"rem":[["!limit","s",)" + from + ',' + std::to_string(limit.chars) +
                  R"(]],"len":)" + std::to_string(most.size() + 1) + '}')
        << limit.form;
    EXPECT_EQ(shown(cut, "/errors"), "absent") << "a cut is no error: " << limit.form;
  }
}

TEST(Trim, CountsCharactersAndNotesBytes) {
  std::string wide;
  for (int i = 0; i < 201; ++i) wide += "\xC3\xA9";
  const auto cut = normalized(R"({"culprit":")" + wide + "\"}");
  EXPECT_EQ(shown(cut, "/culprit"), '"' + wide.substr(0, 394) + "...\"");
  EXPECT_EQ(shown(cut, "/_meta/culprit/"), R"({"rem":[["!limit","s",394,397]],"len":201})");
}

TEST(Trim, NeverCutsAFingerprint) {
  const std::string text(100'000, 'x');
  EXPECT_EQ(shown(normalized(R"({"fingerprint":[")" + text + "\"]}"), "/fingerprint/0"),
            '"' + text + '"');
}

TEST(Trim, WritesWhatIsNestedTooDeepAsText) {
  const std::string deep = R"({"a":{"b":{"c":{"d":{"e":1}}}}})";  // d is the fifth level.
  const auto event = normalized(R"({"breadcrumbs":[{"data":)" + deep + "}]}");
  EXPECT_EQ(shown(event, "/breadcrumbs/values/0/data"), R"({"a":{"b":{"c":{"d":"{\"e\":1}"}}}})");
  const auto vars = normalized(R"({"stacktrace":{"frames":[{"vars":{"v":[[[[1]]]]}}]}})");
  EXPECT_EQ(shown(vars, "/stacktrace/frames/0/vars"), R"({"v":[[["[1]"]]]})");
}

TEST(Trim, CutsTheTailOfWhatIsTooLarge) {
  std::string list;
  for (int i = 0; i < 600; ++i) list += i > 0 ? ",1234" : "1234";
  const auto event = normalized(R"({"breadcrumbs":[{"data":{"l":[)" + list + R"(],"m":1}}]})");
  const json::value& data = event.at("breadcrumbs").at("values").at(0).at("data");
  EXPECT_EQ(data.at("l").as_array().size(), 410U) << "five bytes each of 2048";
  EXPECT_EQ(shown(event, "/_meta/breadcrumbs/values/0/data/l//len"), "600");
  EXPECT_EQ(shown(event, "/breadcrumbs/values/0/data/m"), "absent") << "nothing is left for it";
  EXPECT_EQ(shown(event, "/_meta/breadcrumbs/values/0/data//len"), "2");
}

TEST(Trim, TakesTheMembersOfAnObjectInTheOrderOfTheirKeys) {
  const std::string text(2000, 'x');
  const auto event = normalized(R"({"stacktrace":{"frames":[{"vars":{"b":")" + text +
                                R"(","c":1,"a":")" + text + R"("}}]}})");
  EXPECT_EQ(shown(event, "/stacktrace/frames/0/vars/a"), '"' + text + '"');
  EXPECT_EQ(shown(event, "/stacktrace/frames/0/vars/b"), '"' + std::string(42, 'x') + "...\"");
  EXPECT_EQ(shown(event, "/stacktrace/frames/0/vars/c"), "absent");
}

TEST(Trim, GivesEachExtraItsShareAndAllOfThemALimit) {
  std::string extra;
  for (char key = 'a'; key <= 'z'; ++key) {
    extra += (key == 'a' ? "\"" : ",\"") + std::string(1, key) + "\":\"" +
             std::string(20'000, 'x') + '"';
  }
  const auto event = normalized(R"({"extra":{)" + extra + "}}");
  EXPECT_EQ(event.at("extra").at("a").as_string().size(), 16'384U);
  EXPECT_EQ(shown(event, "/_meta/extra/a/"), R"({"rem":[["!limit","s",16381,16384]],"len":20000})");
  EXPECT_EQ(event.at("extra").as_object().size(), 16U) << "262144 bytes";
  EXPECT_EQ(shown(event, "/_meta/extra//len"), "26");
  EXPECT_EQ(event.at("extra").at("o").as_string().size(), 16'384U);
  EXPECT_EQ(event.at("extra").at("p").as_string().size(), 16'339U)
      << "what fifteen times 16387 leave";
}

TEST(Unknown, IsAnErrorInTheEventAndInBreadcrumbs) {
  expect_all({
      {R"({"foo":{"a":1}})", "/foo", "null"},
      {R"({"foo":{"a":1}})", "/_meta/foo//err", R"(["invalid_attribute"])"},
      {R"({"foo":{"a":1}})", "/errors", R"([{"type":"invalid_attribute","name":"foo"}])"},
      {R"({"foo":null})", "/foo", "absent"},
      {R"({"breadcrumbs":[{"foo":1}]})", "/breadcrumbs/values/0/foo", "null"},
      {R"({"breadcrumbs":[{"foo":1}]})", "/errors/0/name", R"("breadcrumbs.values.0.foo")"},
  });
}

TEST(Unknown, IsDroppedWithoutAWordElsewhereAndKeptInContextsAndFrameData) {
  expect_all({
      {R"({"exception":{"type":"E","foo":1}})", "/exception/values/0", R"({"type":"E"})"},
      {R"({"exception":{"type":"E","foo":1}})", "/errors", "absent"},
      {R"({"request":{"url":"/","foo":1}})", "/request", R"({"url":"/"})"},
      {R"({"threads":[{"id":1,"foo":1}]})", "/threads/values/0", R"({"id":1})"},
      {R"({"sdk":{"name":"n","version":"1","foo":1}})", "/sdk", R"({"name":"n","version":"1"})"},
      {R"({"stacktrace":{"frames":[{"function":"f","foo":1,"data":{"foo":1}}]}})",
       "/stacktrace/frames/0", R"({"function":"f","data":{"foo":1}})"},
      {R"({"contexts":{"os":{"name":"n","foo":1}}})", "/contexts/os/foo", "1"},
  });
}

TEST(NormalizeTrim, CutsNoPairApart) {
  const std::string name(1100, 'a');
  const std::string event = R"({"request":{"query_string":[[")" + name + R"(","b"],["c","d"]]}})";
  expect_all({
      {event, "/request/query_string/0/1", "null"},
      {event, "/request/query_string/1", "absent"},
      {event, "/_meta/request/query_string//len", "2"},
  });
}

}  // namespace
}  // namespace picket::domain::normalize
