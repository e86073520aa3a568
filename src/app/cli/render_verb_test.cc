#include "app/cli/render_verb.h"

#include <gtest/gtest.h>

namespace picket::app {
namespace {

namespace json = boost::json;

std::string rendered(std::string_view verb, std::string_view result,
                     std::string_view arguments = "{}") {
  return render_verb(*find_verb(verb), json::parse(result), json::parse(arguments).as_object());
}

TEST(RenderVerb, ListsInColumns) {
  EXPECT_EQ(rendered("user.list", R"({"answer": [
      {"id": "1", "email": "ada@b.c", "name": "Ada", "isActive": true, "has2fa": false,
       "lastActive": null, "organizations": [{"slug": "acme", "role": "owner"},
                                             {"slug": "web", "role": "member"}]}], "names": {}})"),
            "ID  EMAIL    NAME  ACTIVE  2FA  LAST ACTIVE  ORGANIZATIONS\n"
            "1   ada@b.c  Ada   yes     no   -            acme:owner, web:member\n");
  EXPECT_EQ(rendered("user.list", R"({"answer": [], "names": {}})"),
            "No accounts. Make one with `picket user create`.\n");
}

TEST(RenderVerb, SaysWhatWasDoneAndShowsTheFacts) {
  EXPECT_EQ(rendered("user.reset-password",
                     R"({"answer": {"email": "a@b.c", "url": "https://x/y", "expires": "soon"},
                         "names": {"user": "a@b.c"}})"),
            "Give this link to a@b.c; it opens once.\n"
            "link         https://x/y\n"
            "valid until  soon\n");
  EXPECT_EQ(rendered("team.delete", R"({"answer": null, "names": {"team": "web", "org": "acme"}})"),
            "Deleted the team web of acme.\n");
}

TEST(RenderVerb, ShowsWhatWasAskedForAlone) {
  constexpr std::string_view kKey =
      R"({"answer": {"name": "Default", "isActive": true,
                     "dsn": {"public": "https://k@x/1", "secret": "https://k:s@x/1"}}})";
  EXPECT_EQ(rendered("key.show", kKey).find("k:s"), std::string::npos);
  EXPECT_NE(rendered("key.show", kKey, R"({"secret": true})").find("https://k:s@x/1"),
            std::string::npos);
}

TEST(RenderVerb, DoesNotLetForeignTextMoveTheCursor) {
  const std::string text =
      rendered("org.rename",
               R"({"answer": {"slug": "acme", "name": "\u001b[2J\u0007\nAcme"}, "names": {}})");
  EXPECT_EQ(text, "It is acme ( [2J  Acme) now.\n");
}

TEST(RenderVerb, TakesAnAnswerThatLacksWhatItPromises) {
  for (const Verb& verb : verbs()) {
    EXPECT_FALSE(rendered(verb.name, R"({"answer": {}})").empty()) << verb.name;
    rendered(verb.name, "[]");
    rendered(verb.name, R"({"answer": [1, "x", null], "names": 7})");
  }
}

TEST(FillIn, TakesTheFirstThatHasIt) {
  const json::object one = {{"a", "1"}, {"b", nullptr}};
  const json::object other = {{"a", "2"}, {"b", {{"c", true}}}};
  EXPECT_EQ(fill_in("{a} {b.c} {none}!", {&one, &other}), "1 yes !");
  EXPECT_EQ(fill_in("plain", {}), "plain");
}

}  // namespace
}  // namespace picket::app
