#include "domain/issue/tag_set.h"

#include <algorithm>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace picket::domain {
namespace {

namespace json = boost::json;

/// "key=value" of each tag, joined by blanks.
std::string tags(std::string_view event) {
  std::string text;
  for (const auto& [key, value] : tags_of(json::parse(event).as_object())) {
    if (!text.empty()) text += ' ';
    (text += key).append("=").append(value);
  }
  return text;
}

TEST(TagsOf, HoldWhatTheEventSaysAboutItself) {
  EXPECT_EQ(tags(R"({"level":"error","logger":"shop","environment":"prod","transaction":"/pay",
                     "release":"shop@1.0","dist":"7"})"),
            "dist=7 environment=prod level=error logger=shop release=shop@1.0 transaction=/pay");
  EXPECT_EQ(tags(R"({"logger":"","environment":null,"release":7,"dist":[]})"), "");
  EXPECT_EQ(tags("{}"), "");
}

TEST(TagsOf, HoldWhatTheSdkSet) {
  EXPECT_EQ(tags(R"({"tags":[["b","2"],["a","1"]]})"), "a=1 b=2");
  EXPECT_EQ(tags(R"({"tags":[["a","1"],["a","2"]]})"), "a=1") << "the first of a key";
  EXPECT_EQ(tags(R"({"tags":[["a",null],[null,"b"],null,7,["c"],["d","e","f"],["",""],["k",""]]})"),
            "");
  EXPECT_EQ(tags(R"({"tags":{"a":"1"}})"), "") << "an event is normalized before";
}

TEST(TagsOf, PreferTheEventToTheSdkAndTheSdkToTheRest) {
  EXPECT_EQ(tags(R"({"level":"error","tags":[["level","warning"]]})"), "level=error");
  EXPECT_EQ(tags(R"({"tags":[["url","mine"]],"request":{"url":"http://a"}})"), "url=mine");
  EXPECT_EQ(tags(R"({"tags":[["os","mine"]],"contexts":{"os":{"type":"os","name":"Linux"}}})"),
            "os=mine os.name=Linux");
}

TEST(TagsOf, NameTheUrlOfTheRequest) {
  EXPECT_EQ(tags(R"({"request":{"url":"http://a/b","method":"GET"}})"), "url=http://a/b");
}

TEST(TagsOf, SayHowTheFirstExceptionWasCaught) {
  const auto mechanism = [](std::string_view first) {
    return tags(R"({"exception":{"values":[)" + std::string(first) +
                R"(,{"mechanism":{"type":"second","handled":true}}]}})");
  };
  EXPECT_EQ(mechanism(R"({"mechanism":{"type":"django","handled":false}})"),
            "handled=no mechanism=django");
  EXPECT_EQ(mechanism(R"({"mechanism":{"type":"generic","handled":true}})"),
            "handled=yes mechanism=generic");
  EXPECT_EQ(mechanism(R"({"mechanism":{"type":"generic","handled":null}})"), "mechanism=generic");
  EXPECT_EQ(mechanism(R"({"mechanism":{"type":"generic","handled":"no"}})"), "mechanism=generic");
  EXPECT_EQ(mechanism(R"({"type":"E"})"), "");
  EXPECT_EQ(mechanism("null"), "");
}

TEST(TagsOf, ShowIndexedContextsUnderTheirAlias) {
  const auto contexts = [](std::string_view inside) {
    return tags(R"({"contexts":{)" + std::string(inside) + "}}");
  };
  EXPECT_EQ(contexts(R"("browser":{"type":"browser","name":"Firefox","version":"138.0"})"),
            "browser=Firefox 138.0 browser.name=Firefox");
  EXPECT_EQ(contexts(R"("os":{"type":"os","name":"Linux"})"), "os=Linux os.name=Linux");
  EXPECT_EQ(contexts(R"("os":{"type":"os","version":"6"})"), "os=6");
  EXPECT_EQ(contexts(R"("runtime":{"type":"runtime","name":"CPython","version":"3.12"})"),
            "runtime=CPython 3.12 runtime.name=CPython");
  EXPECT_EQ(contexts(R"("device":{"type":"device","model":"iPhone14,2","family":"iPhone"})"),
            "device=iPhone14,2 device.family=iPhone");
  EXPECT_EQ(contexts(R"("gpu":{"type":"gpu","name":"M1","vendor_name":"Apple"})"),
            "gpu.name=M1 gpu.vendor=Apple");
  EXPECT_EQ(contexts(R"("app":{"type":"app","device_app_hash":"h","app_name":"Shop"})"),
            "app.device=h");
  EXPECT_EQ(contexts(R"("client_os":{"type":"os","name":"iOS","version":"17"})"),
            "client_os=iOS 17 client_os.name=iOS")
      << "the alias is the key, what is in it the type";
  EXPECT_EQ(contexts(R"("own":{"type":"own","name":"x","version":"y"},"os":null,"browser":7)"), "");
}

TEST(TagsOf, SayWhereTheUserIs) {
  EXPECT_EQ(tags(R"({"user":{"geo":{"city":"Ulm","country_code":"DE","region":"Germany",
                     "subdivision":"BW"}}})"),
            "geo.city=Ulm geo.country_code=DE geo.region=Germany");
  EXPECT_EQ(tags(R"({"user":{"geo":{"city":"Ulm"}},"tags":[["geo.city","mine"]]})"),
            "geo.city=mine");
  EXPECT_EQ(tags(R"({"user":{"geo":{"city":""}}})"), "");
  EXPECT_EQ(tags(R"({"user":{"geo":"DE"}})"), "");
}

TEST(TagsOf, AreSortedOneOfAKeyAndAtMostTwoHundredCharacters) {
  std::string wide;
  for (int i = 0; i < 201; ++i) wide += "\xC3\xA9";
  const auto found = tags_of(json::parse(R"({"transaction":")" + wide +
                                         R"(","tags":[["z","1"],["a","2"],["m","3"],["z","4"]]})")
                                 .as_object());
  ASSERT_EQ(found.size(), 4U);
  EXPECT_TRUE(std::is_sorted(found.begin(), found.end()));
  EXPECT_EQ(found[2], (std::pair<std::string, std::string>("transaction", wide.substr(0, 400))));
}

TEST(UserTag, IsTheFirstThatIsKnown) {
  const auto user = [](std::string_view inside) {
    return user_tag(json::parse(R"({"user":)" + std::string(inside) + "}").as_object());
  };
  EXPECT_EQ(user(R"({"id":"1","username":"u","email":"a@b","ip_address":"1.2.3.4"})"), "id:1");
  EXPECT_EQ(user(R"({"username":"u","email":"a@b","ip_address":"1.2.3.4"})"), "username:u");
  EXPECT_EQ(user(R"({"email":"a@b","ip_address":"1.2.3.4"})"), "email:a@b");
  EXPECT_EQ(user(R"({"ip_address":"1.2.3.4"})"), "ip:1.2.3.4");
  EXPECT_EQ(user(R"({"id":null,"username":"","name":"n"})"), "");
  EXPECT_EQ(user("null"), "");
  EXPECT_EQ(user("[]"), "");
}

TEST(UserTag, IsATagOfTheEvent) {
  EXPECT_EQ(tags(R"({"user":{"username":"u","email":"a@b"},"tags":[["user","x"]]})"),
            "user=username:u");
}

}  // namespace
}  // namespace picket::domain
