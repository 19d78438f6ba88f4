// What generated headers are made of: C++17 and nlohmann-json, nothing else.
#pragma once

#include "box.hpp"
#include "load.hpp"
#include "problem.hpp"
#include "read.hpp"
#include "schema.hpp"
#include "write.hpp"
