// Each form of a date, and what is close to one. Source: shared spec "grouping", section 10.1.
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "domain/parameterize/parameterize.h"

namespace picket::domain::parameterize {
namespace {

std::string after(std::string_view text) {
  return with_placeholders(text).value_or(std::string(text));
}

TEST(Dates, AreFoundInEveryForm) {
  for (const char* date : {
           "Mon, 02 Jan 06 15:04 MST",
           "Mon, 2 Jan 2006 15:04:05 -0700",
           "Mon Jan 02, 1999",
           "Jan 18, 2019",
           "Monday, 02-Jan-06 15:04:05 MST",
           "Mon, 02-Jan-06 15:04:05 GMT",
           "2006-01-02T15:04:05.999999999Z07:00",
           "2006-41-02T99:04:05",
           "Mon Jan 02 2006 14:04:05 GMT-0800",
           "Mon Jan 02 2006 14:04:05 GMT-0800 (Pacific Standard Time)",
           "2024-02-23 02:13:53.418+01:00",
           "20060102T150405Z",
           "2006-01-02 15:04+0100",
           "2024-02-23 02:13:53.418",
           "20060102 150405",
           "2025-03-04 10:20",
           "11:21PM",
           "12:31:05 pm",
           "23:21",
           "0:00:59",
           "2006-01-02",
           "29:59:59",
           "Jan 5 10:11:12 2024",
           "Tue  Jan  5  10:11:12  2024",
           "Tue, 31 Jan 2024 23:59:60 +0100",
           "5 Jan 1999 00:00 Z",
           "datetime.datetime(2024, 1, 2, tzinfo=utc)",
           "datetime.datetime(now)",
       }) {
    EXPECT_EQ(after(date), "<date>") << date;
    EXPECT_EQ(after("at " + std::string(date) + ", \xC3\xA9"), "at <date>, \xC3\xA9") << date;
  }
}

TEST(Dates, MayHaveAnyBlank) {
  EXPECT_EQ(after("Mon,\xE3\x80\x80"
                  "02\x1CJan\xC2\xA0"
                  "06 15:04 MST"),
            "<date>");
  EXPECT_EQ(after("Mon,\xE1\xA0\x8E"
                  "02 Jan 06 15:04 MST"),
            "Mon,\xE1\xA0\x8E<int> Jan <int> <date> MST");
}

TEST(Dates, AreNotWhatIsOnlyClose) {
  const std::pair<const char*, const char*> cases[] = {
      {"2006-20-02", "<int>-<int>-<int>"},
      {"2006-01-40", "<int>-<int>-<int>"},
      {"2006-01", "<int>-<int>"},
      {"Tue Mar 04 2025", "Tue Mar <int> <int>"},
      {"Mo Jan 18, 2019", "Mo <date>"},
      {"24:10", "<int>:<int>"},
      {"10:20:30.123", "<date>.<int>"},
      {"10:20:30:40", "<date>:<int>"},
      {"1:2", "<int>:<int>"},
      {"13:20PM", "<date>PM"},
      {"Mon, 02 Jan 06 15:04 CEST", "<date>EST"},
      {"datetime.datetime(2024,\n1)", "datetime.datetime(<int>,\n<int>)"},
      {"xJan 5 10:11:12 2024", "xJan <int> <date> <int>"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(after(text), expected) << text;
}

}  // namespace
}  // namespace picket::domain::parameterize
