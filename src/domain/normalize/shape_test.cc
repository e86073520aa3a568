// What becomes of a value of the wrong type, wherever it is: null, with its reason and itself in
// `_meta` and `errors`.
#include "domain/normalize/shape.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "domain/normalize/testing.h"

namespace picket::domain::normalize {
namespace {

std::string replaced(std::string_view text, std::string_view what, std::string_view with) {
  std::string out(text);
  for (std::size_t at = 0; (at = out.find(what, at)) != std::string::npos; at += with.size()) {
    out.replace(at, what.size(), with);
  }
  return out;
}

/// `place` is the dotted name of the value that is @ in `form`; `became` is the default that a
/// later step sets.
void expect_rejected(std::string_view form, const std::string& place, std::string_view value,
                     std::string_view reason, std::string_view became = "null") {
  SCOPED_TRACE(std::string(form) + " with " + std::string(value));
  const json::object event = normalized(replaced(form, "@", value));
  const std::string pointer = '/' + replaced(place, ".", "/");
  EXPECT_EQ(shown(event, pointer), became);
  const std::string want_reason = R"({"reason":")" + std::string(reason) + R"("})";
  EXPECT_EQ(shown(event, "/_meta" + pointer + "//err"),
            R"([["invalid_data",)" + want_reason + "]]");
  EXPECT_EQ(shown(event, "/_meta" + pointer + "//val"), value);
  EXPECT_EQ(shown(event, "/errors"), R"([{"type":"invalid_data","name":")" + place +
                                         R"(","value":)" + std::string(value) + R"(,"reason":")" +
                                         std::string(reason) + R"("}])");
}

TEST(Shape, TakesOnlyStringsForTexts) {
  constexpr const char* kFrame = R"({"stacktrace":{"frames":[{"function":"f","#":@}]}})";
  for (const char* value : {"7", "true", R"(["a"])", R"({"a":1})"}) {
    for (const char* key :
         {"culprit", "transaction", "dist", "environment", "server_name", "site", "checksum"}) {
      expect_rejected(replaced(R"({"#":@})", "#", key), key, value, "expected a string");
    }
    for (const char* key : {"raw_function", "module", "package", "abs_path", "context_line"}) {
      expect_rejected(replaced(kFrame, "#", key), std::string("stacktrace.frames.0.") + key, value,
                      "expected a string");
    }
    expect_rejected(R"({"logger":@})", "logger", value, "expected a string", R"("")");
    expect_rejected(R"({"platform":@})", "platform", value, "expected a string", R"("other")");
    expect_rejected(R"({"user":{"email":@}})", "user.email", value, "expected a string");
    expect_rejected(R"({"breadcrumbs":[{"category":@}]})", "breadcrumbs.values.0.category", value,
                    "expected a string");
    expect_rejected(R"({"exception":{"type":@,"value":"v"}})", "exception.values.0.type", value,
                    "expected a string");
    expect_rejected(R"({"threads":[{"name":@}]})", "threads.values.0.name", value,
                    "expected a string");
    expect_rejected(R"({"request":{"method":@}})", "request.method", value, "expected a string");
  }
}

TEST(Shape, TakesPrimitiveValuesForLenientTexts) {
  for (const char* value : {R"(["a"])", R"({"a":1})"}) {
    expect_rejected(R"({"release":@})", "release", value, "expected a primitive value");
    expect_rejected(R"({"user":{"id":@}})", "user.id", value, "expected a primitive value");
    expect_rejected(R"({"tags":{"a":@}})", "tags.0.1", value, "expected a primitive value");
  }
  expect_all({
      {R"({"user":{"id":7.9,"username":false}})", "/user/id", R"("7")"},
      {R"({"user":{"id":7,"username":false}})", "/user/username", R"("False")"},
      {R"({"tags":{"a":1e16}})", "/tags/0/1", "null"},
      {R"({"exception":{"type":"E","value":{"a":[1,null]}}})", "/exception/values/0/value",
       R"("{\"a\":[1,null]}")"},
      {R"({"exception":{"type":"E","value":7}})", "/exception/values/0/value", R"("7")"},
  });
}

TEST(Shape, TakesNoTextForNumbersAndBooleans) {
  for (const char* value : {R"("12")", "-1", "1.5", "true", "[]"}) {
    expect_rejected(R"({"stacktrace":{"frames":[{"lineno":@}]}})", "stacktrace.frames.0.lineno",
                    value, "expected an unsigned integer");
  }
  for (const char* value : {R"("true")", "1", "0", "{}"}) {
    expect_rejected(R"({"stacktrace":{"frames":[{"in_app":@}]}})", "stacktrace.frames.0.in_app",
                    value, "expected a boolean");
    expect_rejected(R"({"threads":[{"id":1,"crashed":@}]})", "threads.values.0.crashed", value,
                    "expected a boolean");
    expect_rejected(R"({"exception":{"type":"E","mechanism":{"type":"m","handled":@}}})",
                    "exception.values.0.mechanism.handled", value, "expected a boolean");
  }
  expect_rejected(R"({"contexts":{"trace":{"trace_id":"4c79f60c11214eb38604f4ae0781bfb2",
      "span_id":"00f067aa0ba902b7","exclusive_time":@}}})",
                  "contexts.trace.exclusive_time", R"("5")", "expected a floating point number");
}

TEST(Shape, TakesTimesOfFourDigitYears) {
  for (const char* value : {R"("yesterday")", "true", "[1]", R"({"a":1})"}) {
    expect_rejected(R"({"start_timestamp":@})", "start_timestamp", value, "expected a timestamp");
    expect_rejected(R"({"breadcrumbs":[{"timestamp":@}]})", "breadcrumbs.values.0.timestamp", value,
                    "expected a timestamp");
  }
  for (const char* value : {"253402300800", "18446744073709551615", "-253402300800"}) {
    expect_rejected(R"({"start_timestamp":@})", "start_timestamp", value, "timestamp out of range");
  }
  EXPECT_EQ(shown(normalized(R"({"timestamp":253402300799})"), "/errors/0/type"),
            R"("future_timestamp")");
}

TEST(Shape, TakesOnlyKnownLevelsAndAddresses) {
  for (const char* value : {R"("shout")", R"("Error")", "45", "true"}) {
    expect_rejected(R"({"breadcrumbs":[{"message":"m","event_id":null,"level":@}]})",
                    "breadcrumbs.values.0.level", value, "expected a level", R"("info")");
  }
  for (const char* value : {R"("localhost")", R"("1.2.3")", R"("1.2.3.4:80")", R"("")", "7"}) {
    expect_rejected(R"({"user":{"id":"1","ip_address":@}})", "user.ip_address", value,
                    "expected an ip address");
  }
  expect_all({{R"({"user":{"ip_address":"::1"}})", "/user/ip_address", R"("::1")"},
              {R"({"level":"shout"})", "/level", R"("error")"},
              {R"({"level":"shout"})", "/_meta/level//val", R"("shout")"}});
}

TEST(Shape, TakesListsAndObjectsOnlyAsSuch) {
  for (const char* value : {"7", R"("a")", "true"}) {
    for (const char* key : {"exception", "threads", "breadcrumbs"}) {
      expect_rejected(replaced(R"({"#":@})", "#", key), key, value, "expected an array");
      expect_rejected(replaced(R"({"#":{"values":@}})", "#", key), std::string(key) + ".values",
                      value, "expected an array");
    }
    expect_rejected(R"({"fingerprint":@})", "fingerprint", value, "expected an array");
    expect_rejected(R"({"stacktrace":{"frames":@}})", "stacktrace.frames", value,
                    "expected an array");
    expect_rejected(R"({"stacktrace":{"frames":[{"pre_context":@}]}})",
                    "stacktrace.frames.0.pre_context", value, "expected an array");
    for (const char* key : {"user", "request", "contexts", "extra", "modules", "template",
                            "stacktrace", "debug_meta"}) {
      expect_rejected(replaced(R"({"#":@})", "#", key), key, value, "expected an object");
    }
    expect_rejected(R"({"contexts":{"os":@}})", "contexts.os", value, "expected an object");
    expect_rejected(R"({"stacktrace":{"frames":[{"vars":@}]}})", "stacktrace.frames.0.vars", value,
                    "expected an object");
    expect_rejected(R"({"stacktrace":{"frames":[@]}})", "stacktrace.frames.0", value,
                    "expected an object");
    expect_rejected(R"({"exception":{"values":[@]}})", "exception.values.0", value,
                    "expected an object");
  }
  expect_rejected(R"({"user":@})", "user", "[]", "expected an object");
  expect_rejected(R"({"stacktrace":{"frames":[{"pre_context":["a",@]}]}})",
                  "stacktrace.frames.0.pre_context.1", "7", "expected a string");
}

TEST(Shape, TakesPairsOnlyAsSuch) {
  for (const char* value : {"7", R"("ab")", R"(["a"])", R"(["a","b","c"])", "{}"}) {
    expect_rejected(R"({"tags":[["x","y"],@]})", "tags.1", value, "expected a tuple");
    expect_rejected(R"({"request":{"headers":[["X","y"],@]}})", "request.headers.1", value,
                    "expected a tuple");
  }
  expect_rejected(R"({"request":{"query_string":@}})", "request.query_string", "7",
                  "expected a query string or map");
  expect_rejected(R"({"request":{"cookies":@}})", "request.cookies", "7", "expected cookies");
}

TEST(Shape, SaysWhatMayNotBeEmptyOrMissing) {
  constexpr std::string_view kEmptyText =
      R"([["invalid_data",{"reason":"expected a non-empty string"}]])";
  constexpr std::string_view kEmpty =
      R"([["invalid_data",{"reason":"expected a non-empty value"}]])";
  constexpr std::string_view kMissing = R"(["missing_attribute"])";
  expect_all({
      {R"({"release":" \n"})", "/_meta/release//err", kEmptyText},
      {R"({"exception":{"type":"E","mechanism":{"type":""}}})",
       "/_meta/exception/values/0/mechanism/type//err", kEmptyText},
      {R"({"stacktrace":{"frames":[]}})", "/_meta/stacktrace/frames//err", kEmpty},
      {R"({"stacktrace":{"frames":[]}})", "/stacktrace/frames", "null"},
      {R"({"stacktrace":{"lang":"c"}})", "/_meta/stacktrace/frames//err", kMissing},
      {R"({"exception":{"type":"E","mechanism":{"handled":true}}})",
       "/_meta/exception/values/0/mechanism/type//err", kMissing},
      {R"({"sdk":{"name":"n"}})", "/_meta/sdk/version//err", kMissing},
      {R"({"sdk":{"name":"n"}})", "/sdk/version", "null"},
      {R"({"sdk":{"name":"n","version":7}})", "/_meta/sdk/version//err",
       R"([["invalid_data",{"reason":"expected a string"}]])"},
      {R"({"contexts":{"trace":{"op":"x"}}})", "/_meta/contexts/trace/span_id//err", kMissing},
      {R"({"stacktrace":{"frames":[{"lock":{"address":"1"}}]}})",
       "/_meta/stacktrace/frames/0/lock/type//err", kMissing},
  });
}

TEST(Shape, NamesTheCharacterThatMayNotBe) {
  expect_rejected(R"({"logger":@})", "logger", R"("a\nb")", R"(invalid character '\\n')", R"("")");
  expect_rejected(R"({"tags":{"k":@}})", "tags.0.1", R"("a\nb")", R"(invalid character '\\n')");
  expect_rejected(R"({"tags":[[@,"v"]]})", "tags.0.0", R"("a/b")", "invalid character '/'");
  expect_rejected(R"({"exception":{"type":"E","mechanism":{"type":"m","source":@}}})",
                  "exception.values.0.mechanism.source", R"("a b")", "invalid character ' '");
  expect_rejected(R"({"exception":{"type":"E","mechanism":{"type":"m","help_link":@}}})",
                  "exception.values.0.mechanism.help_link", R"("ftp://h")", "expected http URL");
}

TEST(Shape, KeepsAnOriginalOnlyWhenItIsShort) {
  const std::string fits = "[\"" + std::string(495, 'x') + "\"]";
  const std::string longer = "[\"" + std::string(496, 'x') + "\"]";
  EXPECT_EQ(shown(normalized(R"({"culprit":)" + fits + "}"), "/_meta/culprit//val"), fits);
  const json::object event = normalized(R"({"culprit":)" + longer + "}");
  EXPECT_EQ(shown(event, "/_meta/culprit/"),
            R"({"err":[["invalid_data",{"reason":"expected a string"}]]})");
  EXPECT_EQ(shown(event, "/errors/0/value"), "absent");
}

TEST(Shape, ReadsListsInEveryFormAndTakesTheirMetaAlong) {
  constexpr const char* kForms[][2] = {
      {R"([{"type":"E","value":"v"}])", R"({"0":{"value":{"":{"len":9}}}})"},
      {R"({"type":"E","value":"v"})", R"({"value":{"":{"len":9}}})"},
      {R"({"values":[{"type":"E","value":"v"}]})", R"({"values":{"0":{"value":{"":{"len":9}}}}})"}};
  for (const auto& [form, meta] : kForms) {
    for (const char* key : {"exception", "sentry.interfaces.Exception"}) {
      const json::object event = normalized(std::string("{\"") + key + "\":" + form +
                                            R"(,"_meta":{")" + key + "\":" + meta + "}}");
      EXPECT_EQ(shown(event, "/exception"), R"({"values":[{"type":"E","value":"v"}]})") << form;
      EXPECT_EQ(shown(event, "/_meta"),
                R"({"exception":{"values":{"0":{"value":{"":{"len":9}}}}}})")
          << form;
    }
  }
}

TEST(Shape, TakesTheMetaOfOtherFormsAlong) {
  expect_all({
      {R"({"message":"[x] hi","_meta":{"message":{"":{"rem":[["@x","s",0,3]],"len":9}}}})",
       "/_meta", R"({"logentry":{"formatted":{"":{"rem":[["@x","s",0,3]],"len":9}}}})"},
      {R"({"logentry":{"message":"hi"},"_meta":{"logentry":{"message":{"":{"len":9}}}}})", "/_meta",
       R"({"logentry":{"formatted":{"":{"len":9}}}})"},
      {R"({"tags":{"b":"1","0":"2"},"_meta":{"tags":{"b":{"":{"len":8}},"0":{"":{"len":9}}}}})",
       "/_meta", R"({"tags":{"0":{"1":{"":{"len":9}}},"1":{"1":{"":{"len":8}}}}})"},
      {R"({"user":{"plan":"x","_":1},"_meta":{"user":{"plan":{"":{"len":9}}}}})", "/_meta",
       R"({"user":{"data":{"plan":{"":{"len":9}}}}})"},
      {R"({"stacktrace":{"frames":[{"filename":"a"}]},
           "_meta":{"stacktrace":{"frames":{"0":{"filename":{"":{"len":9}}}}}}})",
       "/_meta", R"({"stacktrace":{"frames":{"0":{"abs_path":{"":{"len":9}}}}}})"},
  });
}

TEST(Shape, PrefersTheNewNameOfAnAttribute) {
  expect_all({
      {R"({"sentry.interfaces.User":{"id":"old"},"user":{"id":"new"}})", "/user/id", R"("new")"},
      {R"({"sentry.interfaces.User":{"id":"old"}})", "/user/id", R"("old")"},
      {R"({"sentry.interfaces.User":{"id":"old"}})", "/sentry.interfaces.User", "absent"},
      {R"({"breadcrumbs":[{"ty":"http"}]})", "/breadcrumbs/values/0/type", R"("http")"},
  });
}

TEST(Shape, LeavesNoTraceOfNothing) {
  for (const char* event :
       {R"({"user":null})", R"({"user":{}})", R"({"tags":[]})", R"({"tags":{}})", R"({"extra":{}})",
        R"({"exception":[]})", R"({"exception":{"values":[]}})", R"({"exception":{}})",
        R"({"exception":{"values":null}})", R"({"contexts":{"os":null}})", R"({"breadcrumbs":[]})",
        R"({"request":{"headers":[],"cookies":"","query_string":"?"}})", R"({"release":null})",
        R"({"errors":null,"_meta":null,"fingerprint":[null]})"}) {
    EXPECT_EQ(json::value(normalized(event)), json::value(normalized("{}"))) << event;
  }
}

TEST(Shape, TakesTheLastOfAKeyThatIsThereTwice) {
  expect_all({
      {R"({"level":"info","level":"fatal"})", "/level", R"("fatal")"},
      {R"({"user":{"id":"1"},"user":{"email":"a@b"}})", "/user/id", "absent"},
      {R"({"tags":{"a":"1","a":"2"}})", "/tags", R"([["a","2"]])"},
      {R"({"extra":{"a":1,"a":NaN}})", "/extra/a", "null"},
  });
}

}  // namespace
}  // namespace picket::domain::normalize
