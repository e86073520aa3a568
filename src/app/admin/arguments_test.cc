#include "app/admin/arguments.h"

#include <gtest/gtest.h>

namespace picket::app {
namespace {

namespace json = boost::json;

TEST(Arguments, ReadsWhatIsThere) {
  const json::object object{{"text", "a"}, {"number", 7}, {"flag", true}, {"none", nullptr}};
  Arguments in(object);
  EXPECT_EQ(in.text("text"), "a");
  EXPECT_EQ(in.needed_text("text"), "a");
  EXPECT_EQ(in.number("number", 1, 10), 7);
  EXPECT_TRUE(in.flag("flag"));
  EXPECT_EQ(in.text("none"), std::nullopt);
  EXPECT_TRUE(in.finish().has_value());
}

TEST(Arguments, GivesDefaultsForWhatIsAbsent) {
  const json::object object;
  Arguments in(object);
  EXPECT_EQ(in.text("a"), std::nullopt);
  EXPECT_EQ(in.text("a", "b"), "b");
  EXPECT_EQ(in.number("a", 1, 2), std::nullopt);
  EXPECT_FALSE(in.flag("a"));
  EXPECT_TRUE(in.finish().has_value());
}

std::string mistake(const json::object& object, void (*read)(Arguments&)) {
  Arguments in(object);
  read(in);
  const auto done = in.finish();
  EXPECT_TRUE(done.has_value() || done.error().kind == ErrorKind::invalid_argument);
  return done ? "" : done.error().detail;
}

TEST(Arguments, NamesTheFirstMistake) {
  EXPECT_EQ(mistake({{"a", 1}}, [](Arguments& in) { in.text("a"); }), "a takes a text");
  EXPECT_EQ(mistake({{"a", "1"}}, [](Arguments& in) { in.flag("a"); }), "a takes true or false");
  EXPECT_EQ(mistake({}, [](Arguments& in) { in.needed_text("a"); }), "a is needed");
  for (const json::value& wrong : {json::value(0), json::value(10), json::value("5"),
                                   json::value(5.5), json::value(~std::uint64_t{0})}) {
    EXPECT_EQ(mistake({{"a", wrong}}, [](Arguments& in) { in.number("a", 1, 9); }),
              "a takes a whole number from 1 to 9")
        << wrong;
  }
  EXPECT_EQ(mistake({{"a", 1}, {"b", 1}},
                    [](Arguments& in) {
                      in.text("a");
                      in.text("b");
                    }),
            "a takes a text");
}

TEST(Arguments, RefusesWhatNobodyAskedFor) {
  EXPECT_EQ(mistake({{"a", "x"}, {"b", 1}}, [](Arguments& in) { in.text("a"); }),
            "there is no argument b");
}

}  // namespace
}  // namespace picket::app
