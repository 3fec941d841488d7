layout.transform(db.ICplxTrans(2.0))
