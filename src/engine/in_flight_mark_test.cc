#include "engine/in_flight_mark.h"

#include <string>

#include <gtest/gtest.h>

namespace picket::engine {
namespace {

using Mode = InFlightMark::Mode;
using State = InFlightMark::State;

TEST(InFlightMark, ReadsBackWhatItWrote) {
  const InFlightMark marks[] = {
      {100, 2100, 2100, 0, Mode::batch, State::running},
      {100, 101, 2100, 2, Mode::alone, State::running},
      {0, 1, 1, 3, Mode::alone, State::waiting},
      {INT64_MAX - 1, INT64_MAX, INT64_MAX, 1, Mode::batch, State::waiting},
  };
  for (const InFlightMark& mark : marks) {
    const std::string text = to_text(mark);
    EXPECT_EQ(parse_in_flight_mark(text), mark) << text;
    EXPECT_LE(text.size(), 4096U);
  }
}

TEST(InFlightMark, TextIsForPeople) {
  EXPECT_EQ(to_text({100, 2100, 2100, 1, Mode::batch, State::running}),
            "v1 first=100 next=2100 until=2100 deaths=1 mode=batch state=running");
}

TEST(InFlightMark, WhatIsNotAMarkSuspectsNobody) {
  for (const char* text : {
           "",
           "x",
           "v2 first=1 next=2 until=2 deaths=1 mode=batch state=running",
           "v1 first=1 next=2 until=2 deaths=1 mode=batch",
           "v1 first=1 next=2 until=2 deaths=1 mode=batch state=running more=1",
           "v1 first=1 next=2 until=2 deaths=1 mode=solo state=running",
           "v1 first=1 next=2 until=2 deaths=1 mode=batch state=dead",
           "v1 first=-1 next=2 until=2 deaths=1 mode=batch state=running",
           "v1 first=2 next=2 until=2 deaths=1 mode=batch state=running",
           "v1 first=1 next=3 until=2 deaths=1 mode=batch state=running",
           "v1 first=1 next=2 until=9223372036854775808 deaths=1 mode=batch state=running",
           "v1 first=1 next=2 until=2 deaths=1000001 mode=batch state=running",
           "v1 next=2 first=1 until=2 deaths=1 mode=batch state=running",
       }) {
    EXPECT_EQ(parse_in_flight_mark(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace picket::engine
