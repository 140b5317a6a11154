def judge(facts, on, constants):
    (f0, f1, f2, f3, f4,) = facts
    (k0, k1, k2, k3, m0, m2, m3,) = constants
    n0 = f0 is None or not -25567 <= f0 <= 84005  # event.happened_on
    if n0:
        f0 = 0
    n1 = f1 is None or not -25567 <= f1 <= 84005  # company.founded_on
    if n1:
        f1 = 0
    n2 = f2 is None or not 0 <= f2 <= 1000000  # company.rd_ratio
    if n2:
        f2 = 0
    n3 = f3 is None or not 0 <= f3 <= 100000  # company.patents
    if n3:
        f3 = 0
    n4 = f4 is None or not 0 <= f4 <= 100000000000000  # event.raised
    if n4:
        f4 = 0
    v0 = add_months(f1, 96)
    v1 = 1 if (n0 or n1) else (2 if (f0 < v0) else 0)
    v2 = 1 if (n2 or m0) else (2 if (f2 >= k0) else 0)
    v3 = 0 if n3 else f3
    v4 = 2 if (v3 >= 5) else 0
    v5 = v2 if (v2 > v4) else v4
    v6 = 1 if n0 else (2 if (f0 >= k1) else 0)
    v7 = f4 * k2
    v8 = n4 or m2
    v9 = 20453 - f0
    v10 = v7 * v9
    v11 = v8 or n0
    v12 = (((v10 * 2) + 36000000000) // 72000000000) if (v10 >= 0) else (-((36000000000 - (v10 * 2)) // 72000000000))
    v13 = v12 * 100
    v14 = v13 <= k3
    v15 = v13 if v14 else k3
    v16 = v11 or m3
    verdict = v1
    if v5 < verdict:
        verdict = v5
    if v6 < verdict:
        verdict = v6
    near = verdict == 0 and v1 + v5 + v6 == 4 and v6 != 0
    return verdict, (v1, v5, v6,), None if v16 else v15, near, v6, 2


def settle(facts, on, constants):
    return 0, None
