// How the answer to a command of app/verbs looks to a person.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "app/verbs/verb.h"

namespace picket::app {

/// Pure. `result` is that of run_verb; what it lacks renders as blank, as in render().
std::string render_verb(const Verb& verb, const boost::json::value& result,
                        const boost::json::object& arguments);

/// {name} of a template filled in from the first of `sources` that has it: a path into objects.
std::string fill_in(std::string_view text,
                    std::initializer_list<const boost::json::object*> sources);

}  // namespace picket::app
